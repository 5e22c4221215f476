package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Signals by number (signal(7), x86-64 and AArch64), and their default actions. */
public final class Signals {
  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGQUIT = 3;
  public static final int SIGKILL = 9;
  public static final int SIGUSR2 = 12;
  public static final int SIGTERM = 15;
  public static final int SIGCONT = 18;
  public static final int SIGSTOP = 19;
  public static final int SIGTSTP = 20;
  private static final int SIZE_OF_SIGACTION = 32;
  private static final int RLIMIT_CORE = 4;
  private static final int DELIVERY_MILLISECONDS = 1000;

  private Signals() {}

  /**
   * Gives a signal its default action in this process, whatever the JVM had installed
   * (rt_sigaction(2)).
   */
  public static void restoreDefault(int signal) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(SIZE_OF_SIGACTION, 8);
      SystemCalls.raw(SystemCallNumbers.HERE.rtSigaction(), signal, action.address(), 0, 8, 0, 0);
    }
  }

  /**
   * Ends this process by a signal, without a core file, so that its parent sees the same death as
   * that of the command. Returns only if the signal does not kill.
   */
  public static void dieBy(int signal) throws LinuxException {
    ResourceLimit.of(RLIMIT_CORE, 0).apply();
    restoreDefault(signal);
    Processes.unblockSignals();
    var _ = Processes.signal((int) ProcessHandle.current().pid(), signal);
    try {
      Thread.sleep(
          DELIVERY_MILLISECONDS); // any thread may get it, so this one may still run for a moment
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
