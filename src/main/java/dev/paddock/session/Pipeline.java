package dev.paddock.session;

import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether this process stands in a shell's pipeline before a program that reads the terminal, as in
 * {@code paddock run -- git log | less}: then the keys are that program's, and taking them would
 * leave it deaf.
 *
 * <p>Such a program opens the terminal anew, because its standard input is the pipe; it takes a
 * moment to do so.
 */
final class Pipeline implements TerminalRelay.Keys {
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;
  private static final long GRACE_NANOS = 500_000_000L;

  private final boolean feedsAnother;
  private final long begun = System.nanoTime();

  private Pipeline(boolean feedsAnother) {
    this.feedsAnother = feedsAnother;
  }

  /** Looks at this process. */
  static Pipeline ofThisProcess(List<Integer> terminals) throws IOException {
    return new Pipeline(
        !terminals.contains(STANDARD_OUTPUT)
            && Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:"));
  }

  @Override
  public boolean areForTheSession() {
    return !feedsAnother || (System.nanoTime() - begun > GRACE_NANOS && !anotherReadsTheTerminal());
  }

  /** A shell with job control puts all programs of a pipeline into one process group. */
  private static boolean anotherReadsTheTerminal() {
    try {
      int group = Processes.group(0);
      long self = ProcessHandle.current().pid();
      try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
        return all.map(ProcessHandle::pid)
            .filter(pid -> pid != self && isInGroup(pid, group))
            .anyMatch(Pipeline::hasOpenedTerminal);
      }
    } catch (LinuxException e) {
      return false;
    }
  }

  private static boolean hasOpenedTerminal(long pid) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors
          .filter(fd -> Integer.parseInt(fd.getFileName().toString()) > STANDARD_ERROR)
          .anyMatch(Pipeline::isTerminal);
    } catch (IOException | UncheckedIOException e) {
      return false; // it has ended, or is somebody else's
    }
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.equals("/dev/tty") || target.startsWith("/dev/pts/");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isInGroup(long pid, int group) {
    try {
      return Processes.group((int) pid) == group;
    } catch (LinuxException e) {
      return false; // it has ended meanwhile
    }
  }
}
