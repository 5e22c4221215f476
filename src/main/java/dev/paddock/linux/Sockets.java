package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;

/**
 * Internet sockets as bare descriptors (ip(7), ipv6(7), tcp(7)), which the JDK has no way to pass
 * to another process or to take from one.
 *
 * <p>A socket belongs for ever to the network namespace in which it was <em>made</em>, whoever
 * binds or connects it later. All of them are closed on exec; what is returned ready for use does
 * not block.
 */
public final class Sockets {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 04000;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_SNDTIMEO = 21;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 04000;
  private static final int SIZE_OF_SOCKADDR_IN6 = 28;
  private static final int SIZE_OF_SOCKADDR_IN = 16;
  private static final ValueLayout.OfShort PORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  /** A listener whose queue is full lets a connection wait, and who listens may be hostile. */
  private static final int CONNECT_SECONDS = 5;

  private Sockets() {}

  /** Makes a TCP socket that is neither bound nor connected, for addresses of that family. */
  public static Descriptor stream(boolean ipv6) throws LinuxException {
    return socket(ipv6, SOCK_STREAM);
  }

  /**
   * Makes a TCP socket and lets it listen.
   *
   * @param backlog the most connections that wait to be accepted; the kernel's own limit counts,
   *     too
   * @throws LinuxException if the address can't be bound, EADDRINUSE for example
   */
  public static Descriptor listen(InetAddress address, int port, int backlog)
      throws LinuxException {
    Descriptor socket = socket(address instanceof Inet6Address, SOCK_STREAM | SOCK_NONBLOCK);
    try {
      bindAndListen(socket, address, port, backlog);
      return socket;
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
  }

  /** Binds a socket of {@link #stream} and lets it listen; it no longer blocks then. */
  public static void listen(Descriptor socket, InetAddress address, int port, int backlog)
      throws LinuxException {
    bindAndListen(socket, address, port, backlog);
    setNonBlocking(socket);
  }

  /**
   * Makes a UDP socket.
   *
   * @throws LinuxException if the address can't be bound
   */
  public static Descriptor bindDatagram(InetAddress address, int port) throws LinuxException {
    Descriptor socket = socket(address instanceof Inet6Address, SOCK_DGRAM | SOCK_NONBLOCK);
    try {
      bind(socket, address, port);
      return socket;
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Makes a TCP socket and connects it; blocks for up to five seconds.
   *
   * @throws LinuxException ECONNREFUSED if nobody listens there, ETIMEDOUT if nobody answers
   */
  public static Descriptor connect(InetAddress address, int port) throws LinuxException {
    Descriptor socket = stream(address instanceof Inet6Address);
    try {
      connect(socket, address, port);
      return socket;
    } catch (LinuxException e) {
      socket.close();
      throw e;
    }
  }

  /** Connects a socket of {@link #stream}, as {@link #connect(InetAddress, int)} does. */
  public static void connect(Descriptor socket, InetAddress address, int port)
      throws LinuxException {
    sendTimeout(socket, CONNECT_SECONDS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = sockaddr(arena, address, port);
      long result;
      do {
        result =
            SystemCalls.raw(
                SystemCallNumbers.HERE.connect(),
                socket.number(),
                name.address(),
                name.byteSize(),
                0,
                0,
                0);
      } while (result == -Errno.EINTR); // asked again, the kernel goes on waiting
      if (result < 0 && result != -Errno.EISCONN) {
        int errno = result == -Errno.EINPROGRESS ? Errno.ETIMEDOUT : (int) -result;
        throw new LinuxException("connect", name(address, port), errno);
      }
    }
    sendTimeout(socket, 0);
    setNonBlocking(socket);
  }

  /** Tells of a socket that another process could not make. */
  public static LinuxException refused(int errno) {
    return new LinuxException("socket", "", errno);
  }

  private static Descriptor socket(boolean ipv6, int type) throws LinuxException {
    int family = ipv6 ? AF_INET6 : AF_INET;
    Descriptor socket =
        Descriptor.inherited(
            (int)
                SystemCalls.require(
                    "socket",
                    "",
                    SystemCallNumbers.HERE.socket(),
                    family,
                    type | SOCK_CLOEXEC,
                    0,
                    0,
                    0));
    if (ipv6) {
      setOption(socket, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    }
    return socket;
  }

  private static void bindAndListen(Descriptor socket, InetAddress address, int port, int backlog)
      throws LinuxException {
    setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1);
    bind(socket, address, port);
    SystemCalls.require(
        "listen",
        name(address, port),
        SystemCallNumbers.HERE.listen(),
        socket.number(),
        backlog,
        0,
        0,
        0);
  }

  private static void bind(Descriptor socket, InetAddress address, int port) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = sockaddr(arena, address, port);
      SystemCalls.require(
          "bind",
          name(address, port),
          SystemCallNumbers.HERE.bind(),
          socket.number(),
          name.address(),
          name.byteSize(),
          0,
          0);
    }
  }

  private static void setOption(Descriptor socket, int level, int option, int value)
      throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      setOption(socket, level, option, arena.allocateFrom(ValueLayout.JAVA_INT, value));
    }
  }

  private static void sendTimeout(Descriptor socket, int seconds) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timeval = arena.allocate(16, 8);
      timeval.set(ValueLayout.JAVA_LONG, 0, seconds);
      setOption(socket, SOL_SOCKET, SO_SNDTIMEO, timeval);
    }
  }

  private static void setOption(Descriptor socket, int level, int option, MemorySegment value)
      throws LinuxException {
    SystemCalls.require(
        "setsockopt",
        Integer.toString(option),
        SystemCallNumbers.HERE.setsockopt(),
        socket.number(),
        level,
        option,
        value.address(),
        value.byteSize());
  }

  private static void setNonBlocking(Descriptor socket) throws LinuxException {
    int fcntl = SystemCallNumbers.HERE.fcntl();
    long flags = SystemCalls.require("fcntl", "", fcntl, socket.number(), F_GETFL, 0, 0, 0);
    SystemCalls.require("fcntl", "", fcntl, socket.number(), F_SETFL, flags | O_NONBLOCK, 0, 0);
  }

  /**
   * struct sockaddr_in or sockaddr_in6: family in host order, port and address in network order.
   */
  private static MemorySegment sockaddr(Arena arena, InetAddress address, int port) {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("There is no port " + port);
    }
    boolean ipv6 = address instanceof Inet6Address;
    MemorySegment name = arena.allocate(ipv6 ? SIZE_OF_SOCKADDR_IN6 : SIZE_OF_SOCKADDR_IN, 4);
    name.set(ValueLayout.JAVA_SHORT, 0, (short) (ipv6 ? AF_INET6 : AF_INET));
    name.set(PORT, 2, (short) port);
    byte[] bytes = address.getAddress();
    MemorySegment.copy(bytes, 0, name, ValueLayout.JAVA_BYTE, ipv6 ? 8 : 4, bytes.length);
    return name;
  }

  private static String name(InetAddress address, int port) {
    String text = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port;
  }
}
