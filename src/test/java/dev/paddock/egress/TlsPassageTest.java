package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TlsPassageTest {
  private static final String HOST = "api.example.com";
  private static final String RETRY =
      "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

  @Test
  void aClientThatSaysTheHostsNameIsLetThroughUnread() throws Exception {
    byte[] hello = Hellos.ofTheJdk(HOST);
    byte[] answer = serverHello("00".repeat(32));
    CompletableFuture<byte[]> seen = new CompletableFuture<>();
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  byte[] first = socket.getInputStream().readNBytes(hello.length);
                  socket.getOutputStream().write(answer);
                  seen.complete(Hellos.join(first, socket.getInputStream().readNBytes(4)));
                  socket.getOutputStream().write("bye".getBytes(StandardCharsets.US_ASCII));
                });
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(hello);
      assertThat(client.getInputStream().readNBytes(answer.length)).isEqualTo(answer);
      client.getOutputStream().write(new byte[] {23, 3, 3, 0});
      assertThat(LoopbackServer.text(client.getInputStream())).isEqualTo("bye");
      assertThat(seen.get(5, TimeUnit.SECONDS))
          .isEqualTo(Hellos.join(hello, new byte[] {23, 3, 3, 0}));
      assertThat(egress.events.refusals).isEmpty();
      assertThat(egress.events.failures).isEmpty();
    }
  }

  @Test
  void aClientHelloThatComesByteByByteIsLetThrough() throws Exception {
    byte[] hello = Hellos.ofTheJdk(HOST);
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  socket.getInputStream().readNBytes(hello.length);
                  socket.getOutputStream().write(serverHello("00".repeat(32)));
                });
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket client = egress.connect()) {
      client.setTcpNoDelay(true);
      for (byte value : hello) {
        client.getOutputStream().write(value);
      }
      assertThat(client.getInputStream().readAllBytes()).hasSize(43);
    }
  }

  @Test
  void anotherNameIsRefusedWithUnrecognizedName() throws Exception {
    refused(Hellos.ofTheJdk("evil.example"), 112, "tls-name-mismatch");
  }

  @Test
  void aMissingNameIsRefusedWithUnrecognizedName() throws Exception {
    refused(Hellos.ofTheJdk(""), 112, "tls-name-missing");
  }

  @Test
  void anEncryptedNameIsRefused() throws Exception {
    byte[] hello = Hellos.with(Hellos.serverName(HOST), Hellos.extension(0xFE0D, new byte[200]));
    refused(hello, 49, "tls-name-encrypted");
  }

  @Test
  void whatIsNoTlsIsRefused() throws Exception {
    refused("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 49, "tls-required");
    refused("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII), 49, "tls-required");
  }

  @Test
  void aLookAtAnOpenPortIsNeitherRefusedNorLetThrough() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 443, server.port())) {
      egress.connect().close();
      try (Socket client = egress.connect()) {
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(egress.events.refusals).isEmpty();
      assertThat(server.accepted().getAsInt()).isZero();
    }
  }

  @Test
  void aClientThatDoesNotBeginInTimeIsRefused() throws Exception {
    RecordedEvents events = new RecordedEvents();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, SteadyEpoll.factory());
    TlsPassage passage =
        new TlsPassage(
            new NettyDialer(HostLookup.ofTheMachine()),
            (_, _, _) -> {},
            events,
            Duration.ofMillis(200));
    Destination destination = new Destination(HOST, 443, List.of(), false, "test");
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .childHandler(
                new Admission(10, events)
                    .admitting(c -> passage.take(c, destination, Unpooled.EMPTY_BUFFER)));
    try {
      Channel listening = server.bind("127.0.0.1", 0).sync().channel();
      try (Socket client =
          new Socket("127.0.0.1", ((InetSocketAddress) listening.localAddress()).getPort())) {
        client.setSoTimeout(5_000);
        client.getOutputStream().write(new byte[] {22, 3, 1});
        assertThat(client.getInputStream().readAllBytes())
            .isEqualTo(new byte[] {21, 3, 3, 0, 2, 2, 49});
      }
      assertThat(events.rules()).containsExactly("tls-required");
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  @Test
  void toAnAddressNoNameMayBeClaimed() throws Exception {
    assertThat(rule("203.0.113.9", Hellos.ofTheJdk(""))).isEmpty();
    assertThat(rule("203.0.113.9", Hellos.ofTheJdk("evil.example"))).contains("tls-name-mismatch");
  }

  @Test
  void whatIsReadGoesToTheBrokerWithTheBytesThatWereRead() throws Exception {
    RequestRule rule = new RequestRule(List.of("GET"), List.of(), Optional.empty());
    byte[] hello = Hellos.with(Hellos.serverName(HOST), Hellos.extension(0xFE0D, new byte[200]));
    try (RunningEgress egress =
            new RunningEgress(
                List.of(new Destination(HOST, 8443, List.of(rule), false, "test")),
                List.of(),
                1,
                10);
        Socket client = egress.connect()) {
      client.getOutputStream().write(hello);
      assertThat(LoopbackServer.text(client.getInputStream())).isEqualTo("broker");
      assertThat(egress.handedOver)
          .containsExactly("broker " + HOST + " " + new String(hello, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void aSecondClientHelloMustSayTheSameName() throws Exception {
    assertThat(afterRetry(HOST, false)).isEqualTo("passed");
    assertThat(afterRetry("evil.example", false)).isEqualTo("tls-name-mismatch");
    assertThat(afterRetry("", false)).isEqualTo("tls-name-missing");
  }

  @Test
  void aSecondClientHelloThatDoesNotWaitForTheServerDoesNotPassEither() throws Exception {
    assertThat(afterRetry(HOST, true)).isEqualTo("passed");
    assertThat(afterRetry("evil.example", true)).isEqualTo("tls-name-mismatch");
  }

  @Test
  void aServerThatDoesNotAnswerInTlsIsNotHeard() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().readAllBytes();
                });
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(Hellos.ofTheJdk(HOST));
      assertThat(ends(client)).isTrue();
      assertThat(egress.events.failures)
          .singleElement()
          .asString()
          .contains("its answer is no TLS");
    }
  }

  @Test
  void theServersWarningPasses() throws Exception {
    byte[] warning = {21, 3, 3, 0, 2, 1, 112};
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  socket.getOutputStream().write(warning);
                  socket.getOutputStream().write(serverHello("00".repeat(32)));
                });
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(Hellos.ofTheJdk(HOST));
      assertThat(client.getInputStream().readAllBytes())
          .isEqualTo(Hellos.join(warning, serverHello("00".repeat(32))));
    }
  }

  @Test
  void aHostThatDoesNotAnswerIsToldAndTheClientSeesItAtOnce() throws Exception {
    int port;
    try (LoopbackServer gone = LoopbackServer.echo()) {
      port = gone.port();
    }
    try (RunningEgress egress = new RunningEgress(HOST, 443, port);
        Socket client = egress.connect()) {
      client.getOutputStream().write(Hellos.ofTheJdk(HOST));
      assertThat(ends(client)).isTrue();
      assertThat(egress.events.failures)
          .singleElement()
          .asString()
          .contains(HOST + ":443", "Connection refused");
    }
  }

  private static void refused(byte[] bytes, int alert, String rule) throws Exception {
    try (LoopbackServer server = LoopbackServer.echo();
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(bytes);
      assertThat(client.getInputStream().readAllBytes())
          .isEqualTo(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert});
      assertThat(egress.events.rules()).containsExactly(rule);
      assertThat(server.accepted().getAsInt()).isZero();
    }
  }

  // A server that asks for a second ClientHello, and what comes of it.
  private static String afterRetry(String name, boolean early) throws Exception {
    byte[] first = Hellos.ofTheJdk(HOST);
    byte[] second = Hellos.join(new byte[] {20, 3, 3, 0, 1, 1}, Hellos.ofTheJdk(name));
    CompletableFuture<byte[]> seen = new CompletableFuture<>();
    try (LoopbackServer server =
            new LoopbackServer(
                socket -> {
                  InputStream in = socket.getInputStream();
                  in.readNBytes(first.length);
                  Thread.sleep(early ? 200 : 0);
                  int beforeTheAnswer = in.available();
                  socket.getOutputStream().write(serverHello(RETRY));
                  seen.complete(beforeTheAnswer > 0 ? new byte[] {99} : read(in, second.length));
                });
        RunningEgress egress = new RunningEgress(HOST, 443, server.port());
        Socket client = egress.connect()) {
      client.getOutputStream().write(early ? Hellos.join(first, second) : first);
      client.getInputStream().readNBytes(43);
      if (!early) {
        client.getOutputStream().write(second);
      }
      if (Arrays.equals(seen.get(5, TimeUnit.SECONDS), second)) {
        return "passed";
      }
      assertThat(seen.get()).isIn(new byte[] {}, new byte[] {20, 3, 3, 0, 1, 1});
      RecordedEvents.eventually(() -> !egress.events.refusals.isEmpty());
      return String.join(",", egress.events.rules());
    }
  }

  // A refused connection is reset on this side.
  private static byte[] read(InputStream in, int length) {
    try {
      return in.readNBytes(length);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static byte[] serverHello(String random) {
    byte[] body = Hellos.join(new byte[] {2, 0, 0, 34, 3, 3}, HexFormat.of().parseHex(random));
    return Hellos.record(22, body);
  }

  private static Optional<String> rule(String host, byte[] hello) throws Exception {
    return HelloRule.check(
            Hellos.parse(hello), new Destination(host, 443, List.of(), false, "test"), true)
        .map(refusal -> refusal.refusal().rule());
  }

  private static boolean ends(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }
}
