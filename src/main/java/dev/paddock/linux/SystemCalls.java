package dev.paddock.linux;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The single downcall: a C function of up to seven integer arguments, with {@code errno} captured.
 *
 * <p>The address of the function is an argument, so that one method handle serves {@code
 * syscall(2)} and the few libc functions that have no system call of their own. Surplus arguments
 * are ignored by the callee (System V and AAPCS64 pass them in registers). Thread-safe: every
 * thread has its own errno buffer.
 */
final class SystemCalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      CAPTURE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG),
          Linker.Option.captureCallState("errno"));
  private static final MemorySegment SYSCALL = symbol("syscall");
  private static final ThreadLocal<MemorySegment> STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURE));

  private SystemCalls() {}

  /** Finds a function of libc by its name. */
  static MemorySegment symbol(String name) {
    return LINKER.defaultLookup().findOrThrow(name);
  }

  /** Calls a libc function; returns what it returns. */
  static long function(MemorySegment function, long a, long b, long c, long d, long e, long f) {
    return call(STATE.get(), function, a, b, c, d, e, f, 0);
  }

  /**
   * Makes a system call; returns its result, or the negated errno. Restarts after EINTR only where
   * callers say so.
   */
  static long raw(long number, long a, long b, long c, long d, long e, long f) {
    MemorySegment state = STATE.get();
    long result = call(state, SYSCALL, number, a, b, c, d, e, f);
    return result == -1 ? -state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET) : result;
  }

  /** Makes a system call that must not fail. */
  static long require(
      String name, String subject, long number, long a, long b, long c, long d, long e)
      throws LinuxException {
    long result = raw(number, a, b, c, d, e, 0);
    if (result < 0) {
      throw new LinuxException(name, subject, (int) -result);
    }
    return result;
  }

  /** Returns the name as a C string that lives as long as the arena. */
  static MemorySegment cString(Arena arena, String name) {
    byte[] bytes = FileNames.encode(name);
    MemorySegment segment = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /** Returns a NULL-terminated array of C strings. */
  static MemorySegment cStrings(Arena arena, Iterable<String> strings, int count) {
    AddressLayout pointer = ValueLayout.ADDRESS;
    MemorySegment array = arena.allocate(pointer, count + 1L);
    int index = 0;
    for (String string : strings) {
      array.setAtIndex(pointer, index++, cString(arena, string));
    }
    return array;
  }

  private static long call(
      MemorySegment state,
      MemorySegment function,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g) {
    try {
      return (long) CALL.invokeExact(function, state, a, b, c, d, e, f, g);
    } catch (RuntimeException | Error e1) {
      throw e1;
    } catch (Throwable e1) {
      throw new AssertionError("A downcall throws nothing checked", e1);
    }
  }
}
