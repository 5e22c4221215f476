package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The loopback interface of this process's network namespace (netdevice(7), rtnetlink(7)). */
public final class Loopback {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCSIFFLAGS = 0x8914;
  private static final int IFF_UP = 1;
  private static final int SIZE_OF_IFREQ = 40;
  private static final int OFFSET_OF_FLAGS = 16;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_ROUTE = 0;
  private static final short RTM_NEWROUTE = 24;
  private static final short NLMSG_ERROR = 2;
  private static final short REQUEST_ACK_EXCL_CREATE = 0x1 | 0x4 | 0x200 | 0x400;
  private static final byte RT_TABLE_LOCAL = (byte) 255;
  private static final byte RTPROT_BOOT = 3;
  private static final byte RT_SCOPE_HOST = (byte) 254;
  private static final byte RTN_LOCAL = 2;
  private static final short RTA_DST = 1;
  private static final short RTA_OIF = 4;
  private static final int SIZE_OF_ROUTE_REQUEST = 44;

  /** The kernel gives it to {@code lo} in every network namespace (net/core/dev.c). */
  private static final int LOOPBACK_INDEX = 1;

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

  /**
   * Makes a range of addresses local to this namespace, so that each can be bound and connected to
   * without being assigned ("AnyIP"): what {@code ip route add local ADDRESS/PREFIX dev lo} does.
   * The interface must be up.
   *
   * @param ipv4 the range's first address, in dotted decimal form
   * @throws LinuxException with the kernel's answer: EEXIST if there is this route already, EINVAL
   *     if the address has bits beyond the prefix
   * @throws IllegalArgumentException if it is no IPv4 address or no length of a prefix
   */
  public static void addLocal(String ipv4, int prefixLength) throws LinuxException {
    if (!(InetAddress.ofLiteral(ipv4) instanceof Inet4Address address)
        || !address.getHostAddress().equals(ipv4)
        || prefixLength < 1
        || prefixLength > 32) {
      throw new IllegalArgumentException(
          "No range of IPv4 addresses: " + ipv4 + "/" + prefixLength);
    }
    byte[] request = routeRequest(address.getAddress(), prefixLength);
    try (Descriptor socket =
        Descriptor.inherited(
            (int)
                SystemCalls.require(
                    "socket",
                    "netlink",
                    SystemCallNumbers.HERE.socket(),
                    AF_NETLINK,
                    SOCK_RAW | SOCK_CLOEXEC,
                    NETLINK_ROUTE,
                    0,
                    0))) {
      socket.write(request, 0, request.length);
      byte[] answer = new byte[256];
      int error = error(answer, socket.read(answer));
      if (error != 0) {
        throw new LinuxException("RTM_NEWROUTE", ipv4 + "/" + prefixLength, error);
      }
    }
  }

  /** struct nlmsghdr, struct rtmsg, and the attributes "destination" and "outgoing interface". */
  private static byte[] routeRequest(byte[] address, int prefixLength) {
    ByteBuffer request = ByteBuffer.allocate(SIZE_OF_ROUTE_REQUEST).order(ByteOrder.nativeOrder());
    request.putInt(SIZE_OF_ROUTE_REQUEST).putShort(RTM_NEWROUTE);
    request.putShort(REQUEST_ACK_EXCL_CREATE).putInt(1).putInt(0);
    request.put((byte) AF_INET).put((byte) prefixLength).put((byte) 0).put((byte) 0);
    request.put(RT_TABLE_LOCAL).put(RTPROT_BOOT).put(RT_SCOPE_HOST).put(RTN_LOCAL).putInt(0);
    request.putShort((short) 8).putShort(RTA_DST).put(address);
    request.putShort((short) 8).putShort(RTA_OIF).putInt(LOOPBACK_INDEX);
    return request.array();
  }

  /** Returns the errno of struct nlmsgerr, 0 if it acknowledges; anything else is no answer. */
  private static int error(byte[] answer, int length) {
    ByteBuffer message = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder());
    return length >= 20 && message.getShort(4) == NLMSG_ERROR && message.getInt(8) == 1
        ? -message.getInt(16)
        : Errno.EIO;
  }
}
