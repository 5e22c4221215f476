package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * A handle on a process that is not a child of this one (pidfd_open(2)); it outlives the process,
 * and never means another one.
 */
public final class PidDescriptor implements AutoCloseable {
  /**
   * _IOWR(0xFF, 11, struct pidfd_info) with the structure's first size, 64 bytes (linux/pidfd.h,
   * Linux 6.15).
   */
  private static final long PIDFD_GET_INFO = 0xC040FF0BL;

  private static final long PIDFD_INFO_EXIT = 8;
  private static final int SIZE_OF_INFO = 64;
  private static final int OFFSET_OF_EXIT_CODE = 60;

  private final long descriptor;

  private PidDescriptor(long descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Opens a handle.
   *
   * @throws LinuxException ESRCH if there is no such process
   */
  public static PidDescriptor open(int pid) throws LinuxException {
    return new PidDescriptor(
        SystemCalls.require(
            "pidfd_open",
            Integer.toString(pid),
            SystemCallNumbers.HERE.pidfdOpen(),
            pid,
            0,
            0,
            0,
            0));
  }

  /**
   * Returns how the process ended; empty if it has not, or if this kernel does not tell (before
   * Linux 6.15).
   */
  public Optional<ExitStatus> exitStatus() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIZE_OF_INFO, 8);
      info.set(ValueLayout.JAVA_LONG, 0, PIDFD_INFO_EXIT);
      long result =
          SystemCalls.raw(
              SystemCallNumbers.HERE.ioctl(), descriptor, PIDFD_GET_INFO, info.address(), 0, 0, 0);
      boolean told = result >= 0 && (info.get(ValueLayout.JAVA_LONG, 0) & PIDFD_INFO_EXIT) != 0;
      return told
          ? Optional.of(
              ExitStatus.ofWaitStatus(info.get(ValueLayout.JAVA_INT, OFFSET_OF_EXIT_CODE)))
          : Optional.empty();
    }
  }

  @Override
  public void close() {
    SystemCalls.raw(SystemCallNumbers.HERE.close(), descriptor, 0, 0, 0, 0, 0);
  }
}
