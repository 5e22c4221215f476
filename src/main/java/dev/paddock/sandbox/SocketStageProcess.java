package dev.paddock.sandbox;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The process of {@link SocketStage}, and the supervisor's end of its socket. */
final class SocketStageProcess implements AutoCloseable {
  private static final List<String> ENVIRONMENT = List.of("PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8");

  private final Descriptor control;

  private SocketStageProcess(Descriptor control) {
    this.control = control;
  }

  /**
   * How it is started.
   *
   * @param nsenter the path of nsenter(1)
   * @param java the command line of the stage, the program first
   */
  record Command(String nsenter, List<String> java) {}

  /** Starts it; its standard input is empty, and output and error are this process's. */
  static SocketStageProcess start(Command command, int pid) throws IOException {
    if (!Files.isExecutable(Path.of(command.nsenter()))) {
      throw new SandboxException(
          "nsenter(1) is missing (%s), which connects [ports] with the session. Install the package util-linux"
              .formatted(command.nsenter()));
    }
    Descriptor[] pair = Descriptor.socketPair();
    FutureTask<Integer> spawning = new FutureTask<>(() -> spawn(command, pid, pair[1]));
    // The kernel would kill the helper when the thread ends that started it, so that one waits.
    Thread.ofPlatform().daemon().name("socket-stage").start(() -> spawnAndAwait(spawning));
    try {
      var _ = spawning.get();
      return new SocketStageProcess(pair[0]);
    } catch (ExecutionException e) {
      pair[0].close();
      throw new SandboxException(
          "The helper in the session's network can't be started: " + e.getCause());
    } catch (InterruptedException e) {
      pair[0].close();
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while a helper was being started");
    } finally {
      pair[1].close();
    }
  }

  Descriptor control() {
    return control;
  }

  /** Ends the process: it sees the end of its input. */
  @Override
  public void close() {
    control.close();
  }

  private static int spawn(Command command, int pid, Descriptor control) throws IOException {
    List<String> line = new ArrayList<>(List.of("nsenter", "--target", Integer.toString(pid)));
    line.addAll(List.of("--user", "--preserve-credentials", "--net", "--"));
    line.addAll(command.java());
    try (Descriptor nothing = Descriptor.memoryFile("nothing", new byte[0])) {
      SequencedMap<Integer, Descriptor> descriptors = new LinkedHashMap<>();
      descriptors.put(0, nothing);
      descriptors.put(1, Descriptor.inherited(1));
      descriptors.put(2, Descriptor.inherited(2));
      descriptors.put(SocketStage.CONTROL, control);
      return Processes.spawn(command.nsenter(), line, ENVIRONMENT, descriptors);
    }
  }

  private static void spawnAndAwait(FutureTask<Integer> spawning) {
    spawning.run();
    try {
      var _ = Processes.await(spawning.resultNow());
    } catch (LinuxException | IllegalStateException e) {
      // Nothing to wait for: it was not started, which whoever asked for it is told.
    }
  }
}
