package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aConnectionIsMadeAndCarriesBytesBothWays(String literal) throws Exception {
    InetAddress address = InetAddress.ofLiteral(literal);
    try (ServerSocket server = new ServerSocket(0, 5, address);
        Descriptor client = Sockets.connect(address, server.getLocalPort());
        Socket accepted = server.accept()) {
      client.write(new byte[] {1, 2, 3}, 0, 3);
      assertThat(accepted.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
      accepted.getOutputStream().write(7);
      assertThat(client.isReadable(10_000)).isTrue();
      byte[] buffer = new byte[5];
      assertThat(client.read(buffer)).isEqualTo(1);
      assertThat(buffer[0]).isEqualTo((byte) 7);
    }
  }

  @Test
  void aConnectedSocketDoesNotBlock() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
        Descriptor client = Sockets.connect(LOOPBACK, server.getLocalPort())) {
      assertThatExceptionOfType(LinuxException.class)
          .isThrownBy(() -> client.read(new byte[1]))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EAGAIN));
    }
  }

  @Test
  void aRefusedConnectionIsToldAsSuch() throws Exception {
    int port = freePort();
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> Sockets.connect(LOOPBACK, port))
        .withMessage("connect 127.0.0.1:" + port + ": Connection refused (ECONNREFUSED)")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ECONNREFUSED));
  }

  @Test
  void aListenerWhoseQueueIsFullIsGivenUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      assertThatExceptionOfType(LinuxException.class)
          .isThrownBy(
              () -> {
                for (int i = 0; i < 5; i++) {
                  Descriptor unused = Sockets.connect(LOOPBACK, server.getLocalPort());
                  assertThat(unused.number()).isPositive();
                }
              })
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aListenerAcceptsConnections(String literal) throws Exception {
    InetAddress address = InetAddress.ofLiteral(literal);
    int port = freePort();
    try (Descriptor listener = Sockets.listen(address, port, 5);
        Socket client = new Socket(address, port)) {
      assertThat(client.isConnected()).isTrue();
      assertThat(listener.isReadable(10_000)).isTrue();
    }
  }

  @Test
  void anAddressThatIsTakenIsNamed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
      int port = server.getLocalPort();
      assertThatExceptionOfType(LinuxException.class)
          .isThrownBy(() -> Sockets.listen(LOOPBACK, port, 5))
          .withMessage("bind 127.0.0.1:" + port + ": Address already in use (EADDRINUSE)");
    }
  }

  @Test
  void anAddressOfSomebodyElseCantBeBound() {
    InetAddress elsewhere = InetAddress.ofLiteral("192.0.2.1");
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> Sockets.bindDatagram(elsewhere, 5353))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EADDRNOTAVAIL));
  }

  /** Else a listener on "::" would take connections to the IPv4 addresses, too. */
  @Test
  void anIpv6ListenerLeavesIpv4Alone() throws Exception {
    int port = freePort();
    InetAddress any = InetAddress.ofLiteral("::");
    try (Descriptor six = Sockets.listen(any, port, 5);
        Descriptor four = Sockets.listen(InetAddress.ofLiteral("0.0.0.0"), port, 5)) {
      assertThat(six.number()).isNotEqualTo(four.number());
    }
  }

  @Test
  void aDatagramSocketReceives() throws Exception {
    int port;
    try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      port = probe.getLocalPort();
    }
    try (Descriptor socket = Sockets.bindDatagram(LOOPBACK, port);
        DatagramSocket sender = new DatagramSocket()) {
      sender.send(new DatagramPacket(new byte[] {4, 2}, 2, LOOPBACK, port));
      assertThat(socket.isReadable(10_000)).isTrue();
      byte[] buffer = new byte[5];
      assertThat(socket.read(buffer)).isEqualTo(2);
      assertThat(buffer).startsWith(4, 2);
    }
  }

  @Test
  void everySocketIsClosedOnExec() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
        Descriptor connected = Sockets.connect(LOOPBACK, server.getLocalPort());
        Descriptor listener = Sockets.listen(LOOPBACK, freePort(), 5);
        Descriptor datagram = Sockets.bindDatagram(LOOPBACK, 0)) {
      for (Descriptor socket : new Descriptor[] {connected, listener, datagram}) {
        assertThat(flags(socket)).as("close on exec").matches(flags -> (flags & 02000000) != 0);
        assertThat(flags(socket)).as("non-blocking").matches(flags -> (flags & 04000) != 0);
      }
    }
  }

  @Test
  void aPortThatCantBeIsRefused() {
    for (int port : new int[] {-1, 65_536}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> Sockets.connect(LOOPBACK, port));
    }
  }

  static int flags(Descriptor socket) throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + socket.number()))) {
      if (line.startsWith("flags:")) {
        return Integer.parseInt(line.substring(6).strip(), 8);
      }
    }
    throw new AssertionError("No flags");
  }

  private static int freePort() throws Exception {
    try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
      return probe.getLocalPort();
    }
  }
}
