package dev.paddock.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SequencedMap;

/** Starting, ending, replacing and awaiting processes. */
public final class Processes {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int SIG_SETMASK = 2;
  private static final int SIZE_OF_SIGSET = 8;

  /**
   * Larger than glibc's and musl's posix_spawn_file_actions_t (80 bytes) and posix_spawnattr_t (336
   * bytes).
   */
  private static final int SIZE_OF_SPAWN_TYPES = 512;

  private Processes() {}

  /**
   * Starts a program with exactly these descriptors (posix_spawn(3)). Every other descriptor of
   * this process is marked to be closed on exec first, so that nothing leaks into the child.
   *
   * <p>The kernel's parent-death signal follows the <em>thread</em> that calls this, so call it
   * from a thread that lives as long as the process.
   *
   * @param program the program's path
   * @param arguments its arguments, the program's own name first
   * @param environment {@code NAME=value}
   * @param descriptors which descriptor of this process each number of the child is; numbers from 3
   *     on must not collide with the descriptors' own numbers
   * @return the process id
   */
  public static int spawn(
      String program,
      List<String> arguments,
      List<String> environment,
      SequencedMap<Integer, Descriptor> descriptors)
      throws LinuxException {
    Descriptor.closeOnExecFrom(3);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(SIZE_OF_SPAWN_TYPES, 16);
      libc("posix_spawn_file_actions_init", actions.address(), 0, 0);
      for (var entry : descriptors.entrySet()) {
        int source = entry.getValue().number();
        if (source > 2 && source != entry.getKey() && descriptors.containsKey(source)) {
          throw new IllegalArgumentException("Descriptor " + source + " would be overwritten");
        }
        libc(
            "posix_spawn_file_actions_adddup2",
            actions.address(),
            entry.getValue().number(),
            entry.getKey());
      }
      MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
      long error =
          SystemCalls.function(
              SystemCalls.symbol("posix_spawn"),
              pid.address(),
              SystemCalls.cString(arena, program).address(),
              actions.address(),
              0,
              SystemCalls.cStrings(arena, arguments, arguments.size()).address(),
              SystemCalls.cStrings(arena, environment, environment.size()).address());
      libc("posix_spawn_file_actions_destroy", actions.address(), 0, 0);
      if (error != 0) {
        throw new LinuxException("posix_spawn", program, (int) error);
      }
      return pid.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /**
   * Becomes another program (execve(2)); returns only by an exception. All other threads end.
   *
   * @throws LinuxException if the program can't be executed
   */
  public static void execute(String program, List<String> arguments, List<String> environment)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCalls.require(
          "execve",
          program,
          SystemCallNumbers.HERE.execve(),
          SystemCalls.cString(arena, program).address(),
          SystemCalls.cStrings(arena, arguments, arguments.size()).address(),
          SystemCalls.cStrings(arena, environment, environment.size()).address(),
          0,
          0);
    }
  }

  /**
   * Waits until a child of this process has ended (wait4(2)).
   *
   * @throws LinuxException ECHILD if it is no child of this process
   */
  public static ExitStatus await(int pid) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      while (true) {
        long result =
            SystemCalls.raw(SystemCallNumbers.HERE.wait4(), pid, status.address(), 0, 0, 0, 0);
        if (result == pid) {
          return ExitStatus.ofWaitStatus(status.get(ValueLayout.JAVA_INT, 0));
        }
        if (result != -Errno.EINTR) {
          throw new LinuxException("wait4", Integer.toString(pid), (int) -result);
        }
      }
    }
  }

  /**
   * Sends a signal (kill(2)).
   *
   * @param pid a process, or a process group if negative
   * @return whether there was one to send it to
   */
  public static boolean signal(int pid, int signal) {
    return SystemCalls.raw(SystemCallNumbers.HERE.kill(), pid, signal, 0, 0, 0, 0) == 0;
  }

  /** Returns the process group of a process (getpgid(2)); 0 means the calling process. */
  public static int group(int pid) throws LinuxException {
    return (int)
        SystemCalls.require(
            "getpgid", Integer.toString(pid), SystemCallNumbers.HERE.getpgid(), pid, 0, 0, 0, 0);
  }

  /** Returns the id of the parent process; 1, or that of a subreaper, once the parent has ended. */
  public static int parent() {
    return (int) SystemCalls.raw(SystemCallNumbers.HERE.getppid(), 0, 0, 0, 0, 0, 0);
  }

  /**
   * Asks the kernel to kill this process when the thread that started it ends (prctl(2),
   * PR_SET_PDEATHSIG).
   */
  public static void dieWithParent() throws LinuxException {
    SystemCalls.require(
        "prctl", "", SystemCallNumbers.HERE.prctl(), PR_SET_PDEATHSIG, Signals.SIGKILL, 0, 0, 0);
  }

  /** Takes {@link #dieWithParent} back. */
  public static void outliveParent() throws LinuxException {
    SystemCalls.require("prctl", "", SystemCallNumbers.HERE.prctl(), PR_SET_PDEATHSIG, 0, 0, 0, 0);
  }

  /**
   * Unblocks every signal in the calling thread: HotSpot blocks SIGQUIT, and exec would hand that
   * on.
   */
  public static void unblockSignals() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = arena.allocate(SIZE_OF_SIGSET, 8);
      SystemCalls.require(
          "rt_sigprocmask",
          "",
          SystemCallNumbers.HERE.rtSigprocmask(),
          SIG_SETMASK,
          none.address(),
          0,
          SIZE_OF_SIGSET,
          0);
    }
  }

  private static void libc(String function, long a, long b, long c) throws LinuxException {
    long error = SystemCalls.function(SystemCalls.symbol(function), a, b, c, 0, 0, 0);
    if (error != 0) {
      throw new LinuxException(function, "", (int) error);
    }
  }
}
