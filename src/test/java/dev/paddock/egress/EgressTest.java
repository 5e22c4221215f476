package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EgressTest {
  private static final byte[] ADDRESS = {(byte) 198, 18, 1, 0};

  @Test
  void namesAreResolvedOverUdp() throws Exception {
    try (RunningEgress egress = new RunningEgress("api.example.com", 443, 1);
        DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5_000);
      byte[] query = ResolverTest.query("api.example.com", 1, 1);
      for (int i = 0; i < 100; i++) {
        query[1] = (byte) i;
        socket.send(new DatagramPacket(query, query.length, egress.place(0)));
        DatagramPacket answer = new DatagramPacket(new byte[512], 512);
        socket.receive(answer);
        assertThat(answer.getData()[1]).isEqualTo((byte) i);
        assertThat(Arrays.copyOfRange(answer.getData(), answer.getLength() - 4, answer.getLength()))
            .isEqualTo(ADDRESS);
      }
    }
  }

  @Test
  void namesAreResolvedOverTcpOneAfterAnotherAndAllAtOnce() throws Exception {
    try (RunningEgress egress = new RunningEgress("api.example.com", 443, 1);
        Socket socket = egress.connect(1)) {
      byte[] query = ResolverTest.query("api.example.com", 1, 1);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] framed = Hellos.join(new byte[] {0, (byte) query.length}, query);
      for (byte value : framed) {
        out.write(value);
      }
      assertThat(answer(in)).endsWith(ADDRESS);
      out.write(Hellos.join(framed, framed, framed));
      for (int i = 0; i < 3; i++) {
        assertThat(answer(in)).endsWith(ADDRESS);
      }
      out.write(new byte[] {(byte) 0xFF, (byte) 0xFF});
      assertThat(ends(socket)).isTrue();
    }
  }

  @Test
  void theRefusingAddressSaysWhy() throws Exception {
    try (RunningEgress egress = new RunningEgress("api.example.com", 443, 1);
        Socket socket = egress.connect(2)) {
      assertThat(LoopbackServer.text(socket.getInputStream())).isEqualTo("refused");
      assertThat(egress.handedOver).containsExactly("refused 198.18.0.1 ");
    }
  }

  @Test
  void port80IsReadAsHttp() throws Exception {
    try (RunningEgress egress = new RunningEgress("api.example.com", 80, 1);
        Socket socket = egress.connect()) {
      assertThat(LoopbackServer.text(socket.getInputStream())).isEqualTo("http");
    }
  }

  @Test
  void aReachedPortLeadsToTheMachinesOwn() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress =
            new RunningEgress(List.of(), List.of(server.port()), server.port(), 100);
        Socket socket = egress.connect(4)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(LoopbackServer.text(socket.getInputStream())).startsWith("GET /");
    }
  }

  @Test
  void aPublishedPortLeadsInside() throws Exception {
    try (LoopbackServer inside = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress("api.example.com", 443, 1)) {
      int port = free();
      egress.egress.publish(port, _ -> connected(inside.port()));
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket
            .getOutputStream()
            .write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        assertThat(LoopbackServer.text(socket.getInputStream())).isEqualTo("hello");
      }
    }
  }

  @Test
  void aPublishedPortWhereNobodyListensInsideIsResetAndTold() throws Exception {
    try (RunningEgress egress = new RunningEgress("api.example.com", 443, 1)) {
      int port = free();
      egress.egress.publish(
          port,
          _ -> {
            throw new IOException("nobody listens");
          });
      try (Socket socket = new Socket("127.0.0.1", port)) {
        assertThat(ends(socket)).isTrue();
      }
      assertThat(egress.events.failures).containsExactly("127.0.0.1:" + port + ": nobody listens");
    }
  }

  @Test
  void aServerInsideThatTakesNoConnectionHoldsUpNothingElse() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean isVirtual = new AtomicBoolean();
    try (LoopbackServer inside = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress("api.example.com", 443, 1)) {
      int stuck = free();
      egress.egress.publish(
          stuck,
          _ -> {
            // Connecting blocks in the kernel, which costs virtual threads their carrier.
            isVirtual.compareAndSet(false, Thread.currentThread().isVirtual());
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IOException("nobody answers");
          });
      int port = free();
      egress.egress.publish(port, _ -> connected(inside.port()));
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(new Socket("127.0.0.1", stuck));
      }
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.getOutputStream().write(7);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
      }
      assertThat(isVirtual).isFalse();
      end.countDown();
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void aPortThatIsTakenCanNotBePublished() throws Exception {
    try (RunningEgress egress = new RunningEgress("api.example.com", 443, 1);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> egress.egress.publish(taken.getLocalPort(), _ -> -1))
          .withMessageContaining("Port " + taken.getLocalPort())
          .withMessageContaining("[ports] publish");
    }
  }

  @Test
  void manyHundredConnectionsAtOnceAreServed() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress("api.example.com", 9000, server.port())) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        clients.add(egress.connect());
      }
      for (Socket client : clients) {
        client.getOutputStream().write(0);
      }
      for (Socket client : clients) {
        assertThat(client.getInputStream().read()).isZero();
        client.close();
      }
      assertThat(egress.events.refusals).isEmpty();
    }
  }

  @Test
  void connectionsThatAreTooManyAreClosedAndToldOnce() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress =
            new RunningEgress(
                List.of(new Destination("a.example", 9000, List.of(), false, "test")),
                List.of(),
                server.port(),
                3)) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Socket client = egress.connect();
        client.getOutputStream().write(0);
        assertThat(client.getInputStream().read()).isZero();
        clients.add(client);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(isServed(egress)).isFalse();
      }
      assertThat(egress.events.rules()).containsExactly("too-many-connections");
      for (Socket client : clients) {
        client.close();
      }
      RecordedEvents.eventually(() -> isServed(egress));
    }
  }

  @Test
  void everySocketOfThePlanIsNeeded() {
    EgressPlan plan = EgressPlan.of(List.of(), List.of(), true);
    RecordedEvents events = new RecordedEvents();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Egress.start(
                    plan,
                    List.of(1),
                    new Egress.Parts(
                        new NettyDialer(HostLookup.ofTheMachine()),
                        (_, _, _) -> {},
                        (_, _, _) -> {},
                        (_, _, _) -> {},
                        _ -> (_, _, _) -> {},
                        (_, _, _) -> {},
                        events)));
  }

  @Test
  void whatIsClosedServesNoMore() throws Exception {
    RunningEgress egress = new RunningEgress("api.example.com", 443, 1);
    Socket open = egress.connect();
    egress.close();

    assertThat(ends(open)).isTrue();
    assertThatExceptionOfType(IOException.class).isThrownBy(egress::connect);
    open.close();
  }

  private static boolean isServed(RunningEgress egress) {
    try (Socket client = egress.connect()) {
      client.getOutputStream().write(0);
      return client.getInputStream().read() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] answer(DataInputStream in) throws IOException {
    return in.readNBytes(in.readUnsignedShort());
  }

  private static int connected(int port) throws IOException {
    io.netty.channel.unix.Socket socket = io.netty.channel.unix.Socket.newSocketStream();
    if (!socket.connect(new InetSocketAddress("127.0.0.1", port))) {
      while (!socket.finishConnect()) {
        Thread.onSpinWait();
      }
    }
    return socket.intValue();
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static boolean ends(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }
}
