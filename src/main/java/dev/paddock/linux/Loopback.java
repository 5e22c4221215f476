package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The loopback interface of this process's network namespace (netdevice(7)). */
public final class Loopback {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCSIFFLAGS = 0x8914;
  private static final int IFF_UP = 1;
  private static final int SIZE_OF_IFREQ = 40;
  private static final int OFFSET_OF_FLAGS = 16;

  private Loopback() {}

  /** Brings {@code lo} up: a new network namespace has it, but down. */
  public static void up() throws LinuxException {
    SystemCallNumbers numbers = SystemCallNumbers.HERE;
    long socket =
        SystemCalls.require(
            "socket", "", numbers.socket(), AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0, 0, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(SIZE_OF_IFREQ, 8);
      request.setString(0, "lo");
      SystemCalls.require(
          "SIOCGIFFLAGS", "lo", numbers.ioctl(), socket, SIOCGIFFLAGS, request.address(), 0, 0);
      short flags = request.get(ValueLayout.JAVA_SHORT, OFFSET_OF_FLAGS);
      request.set(ValueLayout.JAVA_SHORT, OFFSET_OF_FLAGS, (short) (flags | IFF_UP));
      SystemCalls.require(
          "SIOCSIFFLAGS", "lo", numbers.ioctl(), socket, SIOCSIFFLAGS, request.address(), 0, 0);
    } finally {
      SystemCalls.raw(numbers.close(), socket, 0, 0, 0, 0, 0);
    }
  }
}
