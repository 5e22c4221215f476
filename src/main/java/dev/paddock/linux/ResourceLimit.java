package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A limit of setrlimit(2), of this process and all that it starts. Soft and hard limit are the
 * same; a hard limit that is lower already stays.
 *
 * @param resource a constant of {@code <sys/resource.h>}
 */
public record ResourceLimit(int resource, long value) {
  /** Bytes of private writable memory of one process: heap, anonymous mappings, data segments. */
  public static final int DATA = 2;

  /** Bytes of a core file. */
  public static final int CORE = 4;

  /** Processes and threads of the user within the user namespace (Linux 5.14; global before). */
  public static final int PROCESSES = 6;

  private static final int DESCRIPTORS = 7;

  /** Returns a limit. */
  public static ResourceLimit of(int resource, long value) {
    return new ResourceLimit(resource, value);
  }

  /**
   * Lets this process open as many files as it may: the soft limit of descriptors becomes the hard
   * one.
   */
  public static void raiseDescriptors() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      SystemCalls.require(
          "prlimit", "", SystemCallNumbers.HERE.prlimit64(), 0, DESCRIPTORS, 0, limit.address(), 0);
      limit.set(ValueLayout.JAVA_LONG, 0, limit.get(ValueLayout.JAVA_LONG, 8));
      SystemCalls.require(
          "prlimit", "", SystemCallNumbers.HERE.prlimit64(), 0, DESCRIPTORS, limit.address(), 0, 0);
    }
  }

  /** Applies it to this process (prlimit(2)). */
  public void apply() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      SystemCalls.require(
          "prlimit", "", SystemCallNumbers.HERE.prlimit64(), 0, resource, 0, limit.address(), 0);
      long hard = limit.get(ValueLayout.JAVA_LONG, 8);
      long effective = Long.compareUnsigned(hard, value) < 0 ? hard : value;
      limit.set(ValueLayout.JAVA_LONG, 0, effective);
      limit.set(ValueLayout.JAVA_LONG, 8, effective);
      SystemCalls.require(
          "prlimit", "", SystemCallNumbers.HERE.prlimit64(), 0, resource, limit.address(), 0, 0);
    }
  }
}
