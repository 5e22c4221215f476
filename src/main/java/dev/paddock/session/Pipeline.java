package dev.paddock.session;

import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether this process stands in a shell's pipeline before another program, as in {@code paddock
 * run -- git log | less}: then the keys are that program's, and taking them would leave it deaf.
 */
final class Pipeline {
  private static final int STANDARD_OUTPUT = 1;

  private Pipeline() {}

  static boolean feedsAnotherProgram(List<Integer> terminals) throws IOException {
    if (terminals.contains(STANDARD_OUTPUT)) {
      return false;
    }
    String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
    return output.startsWith("pipe:") && groupHasOthers();
  }

  /** A shell with job control puts all programs of a pipeline into one process group. */
  private static boolean groupHasOthers() throws IOException {
    int group = Processes.group(0);
    ProcessHandle self = ProcessHandle.current();
    List<Long> children = self.children().map(ProcessHandle::pid).toList();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.anyMatch(
          other ->
              other.pid() != self.pid()
                  && !children.contains(other.pid())
                  && !isAncestor(other, self)
                  && isInGroup((int) other.pid(), group));
    }
  }

  private static boolean isAncestor(ProcessHandle process, ProcessHandle of) {
    return of.parent()
        .map(parent -> parent.equals(process) || isAncestor(process, parent))
        .orElse(false);
  }

  private static boolean isInGroup(int pid, int group) {
    try {
      return Processes.group(pid) == group;
    } catch (LinuxException e) {
      return false; // it has ended meanwhile
    }
  }
}
