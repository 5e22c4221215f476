package dev.paddock.sandbox;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.DescriptorPassing;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Loopback;
import dev.paddock.linux.Mounts;
import dev.paddock.linux.Processes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The second process of the chain: a JVM that unshare(1) started in new user, mount and network
 * namespaces, where it is root and nothing else. It makes what bubblewrap can't (overlays, a
 * terminal file system, limits, the filter) and then becomes bubblewrap.
 *
 * <p>It talks with the supervisor over descriptor 3: reads the plan, says that it is ready, hands
 * over the sockets that it made, waits for "go". The end of that stream, or any error, ends it with
 * status 125; nothing has been started then.
 */
public final class InitStage {
  /** The descriptor of the socket to the supervisor; bubblewrap does not get it. */
  static final int CONTROL = 3;

  /**
   * The descriptor on which the script inside reports (see start.sh); the command itself does not
   * get it.
   */
  static final int STATUS = 4;

  /**
   * The descriptor of the script that a shell reads inside: shells know numbers of one digit only.
   */
  static final int SCRIPT = 9;

  static final byte READY = 'r';
  static final byte GO = 'g';
  static final byte FAILED = 'f';

  /** An overlay was refused; the path of its lower directory follows. */
  static final byte OVERLAY_REFUSED = 'o';

  /** Something in the project was exchanged; its path follows. */
  static final byte PROJECT_CHANGED = 'c';

  private static final int STATUS_FAILED = 125;

  private final Descriptor control = Descriptor.inherited(CONTROL);

  private InitStage() {}

  /** Runs the stage; does not return unless it fails. */
  public static void main(String[] arguments) throws IOException {
    Processes.dieWithParent();
    Descriptor.closeOnExecFrom(CONTROL);
    InitStage stage = new InitStage();
    try {
      stage.run();
    } catch (OverlayRefusedException e) {
      stage.report(OVERLAY_REFUSED, e.lower());
    } catch (ProjectChangedException e) {
      stage.report(PROJECT_CHANGED, e.path());
    } catch (IOException e) {
      stage.report(FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      stage.report(FAILED, e.toString());
    }
    System.exit(STATUS_FAILED);
  }

  private void run() throws IOException {
    InitPlan plan =
        InitPlan.readFrom(new DataInputStream(new BufferedInputStream(new ControlStream())));
    StagedTrees trees = new StagedTrees();
    NamespaceListeners listeners = new NamespaceListeners();
    for (InitStep step : plan.steps()) {
      perform(step, trees, listeners);
    }
    control.write(new byte[] {READY}, 0, 1);
    DescriptorPassing.send(control, listeners.sockets());
    listeners.close(); // what is inside later must not be able to accept in the supervisor's place
    byte[] answer = new byte[1];
    if (control.read(answer) != 1 || answer[0] != GO) {
      throw new IOException("The supervisor ended before the sandbox was started");
    }
    become(plan.launch());
  }

  static void perform(InitStep step, StagedTrees trees, NamespaceListeners listeners)
      throws IOException {
    switch (step) {
      case InitStep.MountScratch(String path, long bytes) -> Mounts.tmpfs(path, bytes);
      case InitStep.MakeDirectory(String path, int mode) -> makeDirectory(Path.of(path), mode);
      case InitStep.MakeLink(String content, String path) ->
          Files.createSymbolicLink(Path.of(path), Path.of(content));
      case InitStep.WriteFile(String path, int mode, byte[] content) -> {
        Path file = Path.of(path);
        Files.write(file, content, StandardOpenOption.CREATE_NEW);
        Files.setAttribute(file, "unix:mode", mode);
      }
      case InitStep.MountOverlay(String lower, String upper, String work, String target) ->
          mountOverlay(lower, upper, work, target);
      case InitStep.StageTree tree -> trees.perform(tree);
      case InitStep.Seal seal -> trees.perform(seal);
      case InitStep.Pin pin -> trees.perform(pin);
      case InitStep.Bind bind -> trees.perform(bind);
      case InitStep.Mask mask -> trees.perform(mask);
      case InitStep.MountTerminals(String path) -> Mounts.devpts(path);
      case InitStep.RaiseLoopback() -> Loopback.up();
      case InitStep.Route(String address, int prefix) -> Loopback.addLocal(address, prefix);
      case InitStep.Listen listen -> listeners.perform(listen);
      case InitStep.Limit(var limit) -> limit.apply();
    }
  }

  /** Becomes bubblewrap; returns only by an exception. */
  static void become(Launch launch) throws IOException {
    if (!launch.terminals().isEmpty()) {
      Descriptor terminal = Descriptor.openTerminal(launch.terminalPath());
      for (int descriptor : launch.terminals()) {
        terminal.duplicateTo(descriptor);
      }
    }
    Descriptor.closeOnExecFrom(CONTROL); // the JVM opens its jars without that flag
    Descriptor.inherited(STATUS).keepOnExec();
    Descriptor filter = memoryFile("seccomp", launch.filter());
    Descriptor options = memoryFile("options", joined(launch.options()));
    Descriptor script = Descriptor.memoryFile("start", FileNames.encode(launch.script()));
    for (Descriptor kept : List.of(filter, options)) {
      kept.keepOnExec();
    }
    List<String> command = new ArrayList<>();
    command.add("bwrap");
    command.add("--seccomp");
    command.add(Integer.toString(filter.number()));
    command.add("--args");
    command.add(Integer.toString(options.number()));
    command.add("--");
    // bubblewrap's own --new-session makes process 1 the leader of a session, not the command.
    command.add("/usr/bin/setsid");
    command.add("/bin/sh");
    command.add("/proc/self/fd/" + SCRIPT);
    // Killed between starting its child and letting it go on, bubblewrap would leave it waiting for
    // ever. It asks for the same
    // signal itself once the child is safe; until then the script inside notices that the
    // supervisor is gone, and ends.
    Processes.outliveParent();
    Processes.unblockSignals();
    // From here on nothing of the JVM's own may be needed: it may have a file open under this
    // number.
    script.duplicateTo(SCRIPT);
    Processes.execute(launch.program(), command, launch.environment());
  }

  /** Not under the number that the script gets at last. */
  private static Descriptor memoryFile(String name, byte[] content) throws IOException {
    Descriptor file = Descriptor.memoryFile(name, content);
    return file.number() == SCRIPT ? Descriptor.memoryFile(name, content) : file;
  }

  private static byte[] joined(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String argument : arguments) {
      bytes.writeBytes(FileNames.encode(argument));
      bytes.write(0);
    }
    return bytes.toByteArray();
  }

  private static void mountOverlay(String lower, String upper, String work, String target)
      throws OverlayRefusedException {
    try {
      Mounts.overlay(lower, upper, work, target);
    } catch (LinuxException e) {
      throw new OverlayRefusedException(lower, e.toString());
    }
  }

  private void report(byte kind, String problem) {
    byte[] text = FileNames.encode(problem);
    try {
      control.write(new byte[] {kind}, 0, 1);
      control.write(text, 0, text.length);
    } catch (LinuxException e) {
      // The supervisor has gone, or has given up for another reason and told the person that.
    }
  }

  /** Not Files.createDirectory with permissions, which the umask would narrow. */
  private static void makeDirectory(Path path, int mode) throws IOException {
    Files.createDirectory(path);
    Files.setAttribute(path, "unix:mode", mode);
  }

  /** The control socket as a stream, for reading the plan. */
  private final class ControlStream extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      byte[] chunk = new byte[Math.min(length, 65536)];
      int count = control.read(chunk);
      if (count > 0) {
        System.arraycopy(chunk, 0, buffer, offset, count);
      }
      return count;
    }
  }
}
