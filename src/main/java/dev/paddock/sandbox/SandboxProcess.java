package dev.paddock.sandbox;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.DescriptorPassing;
import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Processes;
import dev.paddock.linux.Signals;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The chain of processes outside-in: unshare(1), which becomes the init stage, which becomes
 * bubblewrap. All three are one process with one id, a child of this one, and the kernel kills it,
 * and with it everything inside, when this process ends.
 *
 * <p>Life cycle: {@link #spawn} early, since a JVM takes a while to start; {@link #prepare} with
 * the plan; {@link #start}; {@link #await}. Closing the object before {@link #start} ends the chain
 * with nothing started. Call {@link #spawn} from a thread that lives as long as the session: the
 * parent-death signal follows the thread.
 */
public final class SandboxProcess implements AutoCloseable {
  private final int pid;
  private final Descriptor control;
  private final Descriptor status;

  private SandboxProcess(int pid, Descriptor control, Descriptor status) {
    this.pid = pid;
    this.control = control;
    this.status = status;
  }

  /**
   * How the init stage is started.
   *
   * @param unshare the path of unshare(1)
   * @param java the command line that starts {@link InitStage}, the program first
   */
  public record InitCommand(String unshare, List<String> java) {}

  /**
   * Starts the chain up to the init stage, with this process's standard input, output and error.
   */
  public static SandboxProcess spawn(InitCommand command) throws IOException {
    Descriptor[] control = Descriptor.socketPair();
    Descriptor[] status = Descriptor.socketPair();
    SequencedMap<Integer, Descriptor> descriptors = new LinkedHashMap<>();
    for (int standard = 0; standard <= 2; standard++) {
      descriptors.put(standard, Descriptor.inherited(standard));
    }
    descriptors.put(InitStage.CONTROL, control[1]);
    descriptors.put(InitStage.STATUS, status[1]);
    List<String> line = new ArrayList<>();
    line.addAll(List.of("unshare", "--user", "--map-root-user", "--net", "--mount", "--"));
    line.addAll(command.java());
    int pid =
        Processes.spawn(
            command.unshare(), line, List.of("PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"), descriptors);
    control[1].close();
    status[1].close();
    return new SandboxProcess(pid, control[0], status[0]);
  }

  /**
   * Lets the init stage do its work and waits until it is done.
   *
   * @return the sockets that it made, in the order of the plan's {@link InitStep.Listen} steps;
   *     they do not block, are closed on exec, and are the caller's to close
   * @throws SandboxException if it can't, or if it could not even be started
   * @throws ProjectChangedException if something in the project was exchanged since it was looked
   *     at
   * @throws OverlayRefusedException if the only obstacle is one directory of which there can be no
   *     copy-on-write view
   */
  public List<Descriptor> prepare(InitPlan plan) throws IOException {
    try {
      plan.writeTo(new DataOutputStream(new BufferedOutputStream(new ControlStream(), 1 << 16)));
    } catch (LinuxException e) {
      throw new SandboxException("The init stage ended before it got its plan");
    }
    byte[] answer = new byte[1];
    int count = control.read(answer);
    if (count != 1) {
      throw new SandboxException("The init stage ended without a word");
    }
    if (answer[0] == InitStage.OVERLAY_REFUSED) {
      String lower = rest(control);
      throw new OverlayRefusedException(lower, "The kernel refuses an overlay on " + lower);
    }
    if (answer[0] == InitStage.PROJECT_CHANGED) {
      throw new ProjectChangedException(rest(control));
    }
    if (answer[0] != InitStage.READY) {
      throw new SandboxException(rest(control));
    }
    return DescriptorPassing.receive(control, plan.sockets());
  }

  /** Returns the process id, of all three in turn. */
  public int pid() {
    return pid;
  }

  /**
   * Returns the path by which the supervisor reaches a file of the init stage's mount namespace
   * (proc(5), root).
   */
  public String inNamespace(String path) {
    return "/proc/" + pid + "/root" + path;
  }

  /** Lets the prepared init stage become bubblewrap. */
  public void start() throws IOException {
    control.write(new byte[] {InitStage.GO}, 0, 1);
  }

  /**
   * The socket on which the script inside says that it runs ({@code r}) or that the command was
   * stopped ({@code s}).
   */
  public Descriptor status() {
    return status;
  }

  /**
   * Returns the process id, as seen from outside, of process 1 inside, once the kernel would end it
   * if bubblewrap outside ended. Ask when the script inside has reported.
   *
   * <p>bubblewrap asks for that end only after all mounts are made; if it were killed before, the
   * process inside would live on. Right after asking, it loads the filter, and that can be seen
   * from outside (proc_pid_status(5), Seccomp_filters).
   *
   * @throws SandboxException if there is no such process, or it is not bound within ten seconds
   */
  public int firstProcess() throws SandboxException {
    List<Integer> children = children(pid);
    if (children.size() != 1) {
      throw new SandboxException("bubblewrap has ended");
    }
    int own = seccompFilters(Path.of("/proc/self/status"));
    Path status = Path.of("/proc/" + children.getFirst() + "/status");
    for (int round = 0; round < 10_000; round++) {
      if (seccompFilters(status) > own) {
        return children.getFirst();
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new SandboxException("The first process inside did not load its filter");
  }

  private static int seccompFilters(Path status) throws SandboxException {
    try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("Seccomp_filters:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElseThrow(() -> new SandboxException("The kernel does not count seccomp filters"));
    } catch (IOException | UncheckedIOException e) {
      throw new SandboxException("The first process inside has ended");
    }
  }

  /** Waits until everything inside has ended; to be called once, from the thread that spawned. */
  public ExitStatus await() throws LinuxException {
    return Processes.await(pid);
  }

  /** Kills everything inside, at once. */
  public void kill() {
    var _ = Processes.signal(pid, Signals.SIGKILL);
  }

  @Override
  public void close() {
    control.close();
    status.close();
  }

  /**
   * Returns the children of a process that are alive now, as the kernel lists them (proc(5),
   * children).
   */
  public static List<Integer> children(int parent) {
    Path file = Path.of("/proc/" + parent + "/task/" + parent + "/children");
    try {
      return Files.readString(file)
          .strip()
          .lines()
          .flatMap(line -> Pattern.compile(" ").splitAsStream(line))
          .map(Integer::valueOf)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String rest(Descriptor control) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int count = control.read(buffer); count > 0; count = control.read(buffer)) {
      bytes.write(buffer, 0, count);
      if (bytes.size() > 1 << 16) {
        break;
      }
    }
    return FileNames.decode(bytes.toByteArray());
  }

  private final class ControlStream extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      control.write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      control.write(bytes, offset, length);
    }
  }
}
