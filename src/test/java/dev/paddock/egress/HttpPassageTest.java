package dev.paddock.egress;

import static dev.paddock.egress.Destinations.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpPassageTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Destination HOST = plain("a.example");

  @Test
  void requestsOfOneConnectionAreAnsweredInOrderOnOneConnectionOutside() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  for (int i = 1; ; i++) {
                    heard.add(wire.until("\r\n\r\n"));
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n#" + i);
                  }
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      String get = "GET /%d HTTP/1.1\r\nHost: a.example\r\n\r\n";
      wire.send(get.formatted(1) + get.formatted(2) + get.formatted(3));
      for (int i = 1; i <= 3; i++) {
        assertThat(wire.until("#" + i)).startsWith("HTTP/1.1 200 OK");
      }
      assertThat(server.heard).hasSize(3);
      assertThat(server.heard.get(1)).isEqualTo("GET /2 HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(server.connections).hasValue(1);
      assertThat(rig.events.connections).hasSize(1);
      assertThat(rig.events.requests).isEmpty();
    }
  }

  @Test
  void everyRequestOfAConnectionIsHeldToTheHost() throws Exception {
    try (Script server = Script.plain(Script.always(OK));
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      wire.until("ok");
      wire.send("GET /x HTTP/1.1\r\nHost: b.example\r\n\r\n");
      assertThat(wire.rest())
          .startsWith("HTTP/1.1 403 Forbidden\r\n")
          .contains("X-Paddock-Rule: host-mismatch", "Paddock refused this request: ");
      assertThat(server.heard.getFirst()).startsWith("GET / ");
      assertThat(server.heard).noneMatch(text -> text.contains("b.example"));
      assertThat(rig.events.rules()).containsExactly("host-mismatch");
    }
  }

  @Test
  void aRefusedFirstRequestReachesNoServer() throws Exception {
    try (Script server = Script.plain(Script.always(OK));
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("POST / HTTP/1.1\r\nHost: user@a.example\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(wire.rest()).contains("403 Forbidden");
      assertThat(rig.dialed).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\n Folded: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a.example\r\n\r\n",
        "GET / HTTP/1.1\nHost: a.example\n\r\n\r\n",
        "GET http://b.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n"
      })
  void whatCouldBeReadInTwoWaysGetsA400AndNothingMore(String request) throws Exception {
    try (Script server = Script.plain(Script.always(OK));
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send(request + "GET /smuggled HTTP/1.1\r\nHost: a.example\r\n\r\n");
      String answer = wire.rest();
      assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n").doesNotContain("200 OK");
      assertThat(rig.dialed).hasValue(0);
      assertThat(rig.events.rules()).containsExactly("request-malformed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "5\nhello",
        "5\r\nhelloXX",
        "-1\r\n",
        "0x5\r\nhello\r\n",
        "5 \r\nhello\r\n",
        "fffffffffffffffff\r\n",
        "0\r\nHost: b.example\r\n\r\n",
        "0\r\nContent-Length: 5\r\n\r\n"
      })
  void aBrokenChunkEndsBothConnections(String chunk) throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  heard.add(wire.until("\r\n\r\n"));
                  heard.add(wire.rest());
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("POST / HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n");
      wire.send(chunk + "\r\nGET /smuggled HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(ended(wire)).doesNotContain("200 OK");
      assertThat(String.join("", server.heard)).doesNotContain("smuggled");
      assertThat(rig.events.rules()).containsExactly("request-malformed");
    }
  }

  @Test
  void aHeadOfMoreThan64KilobytesIsRefused() throws Exception {
    try (Rig rig = Rig.plain(HOST, 1);
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\nX: " + "x".repeat(70_000));
      assertThat(wire.rest()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void chunksAreWrittenAnewAndTheirExtensionsDropped() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  heard.add(wire.until("0\r\nX-Sum: 1\r\n\r\n"));
                  wire.send(OK);
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send(
          "POST / HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: Chunked\r\n\r\n"
              + "5;a=\"b\"\r\nhello\r\n00\r\nX-Sum: 1\r\n\r\n");
      assertThat(wire.until("ok")).contains("200 OK");
      assertThat(server.heard.getFirst())
          .endsWith(
              "transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n"
                  .replace("transfer-encoding", "Transfer-Encoding"));
    }
  }

  @Test
  void headersForOneConnectionAreNotPassedOn() throws Exception {
    try (Script server =
            Script.plain(
                Script.always(
                    "HTTP/1.1 200 OK\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: 5\r\n"
                        + "X-End: 1\r\nContent-Length: 2\r\n\r\nok"));
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send(
          "GET / HTTP/1.1\r\nHost: a.example\r\nConnection: x-mine, Upgrade, HTTP2-Settings\r\n"
              + "X-Mine: 1\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\nTE: trailers\r\nX-End: 1\r\n\r\n");
      assertThat(wire.until("ok"))
          .isEqualTo("HTTP/1.1 200 OK\r\nX-End: 1\r\nContent-Length: 2\r\n\r\nok");
      assertThat(server.heard.getFirst())
          .isEqualTo("GET / HTTP/1.1\r\nHost: a.example\r\nX-End: 1\r\n\r\n");
    }
  }

  @Test
  void theLengthOfABodyCannotBeNamedAway() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  heard.add(wire.until("hello"));
                  wire.send(OK);
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send(
          "POST / HTTP/1.1\r\nHost: a.example\r\nConnection: content-length, host\r\n"
              + "Content-Length: 5\r\n\r\nhello");
      wire.until("ok");
      assertThat(server.heard.getFirst()).contains("Host: a.example\r\n", "Content-Length: 5\r\n");
    }
  }

  @Test
  void answersWithoutABodyKeepTheirHeads() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  wire.until("\r\n\r\n");
                  wire.send("HTTP/1.1 200 OK\r\nContent-Length: 77\r\n\r\n");
                  wire.until("\r\n\r\n");
                  wire.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n");
                  wire.until("\r\n\r\n");
                  wire.send("HTTP/1.1 204 No Content\r\n\r\n");
                  wire.until("\r\n\r\n");
                  wire.send(OK);
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("HEAD / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(wire.until("\r\n\r\n")).contains("Content-Length: 77");
      String get = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
      wire.send(get + get + get);
      assertThat(wire.until("\r\n\r\n")).startsWith("HTTP/1.1 304 ");
      assertThat(wire.until("\r\n\r\n")).startsWith("HTTP/1.1 204 ");
      assertThat(wire.until("ok")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aBodyIsSentAfterTheServersContinue() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  heard.add(wire.until("\r\n\r\n"));
                  wire.send("HTTP/1.1 100 Continue\r\n\r\n");
                  heard.add(wire.until("hello"));
                  wire.send(OK);
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send(
          "PUT / HTTP/1.1\r\nHost: a.example\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(wire.until("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      wire.send("hello");
      assertThat(wire.until("ok")).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(server.heard).element(1).isEqualTo("hello");
    }
  }

  @Test
  void anEventArrivesBeforeTheAnswerEnds() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  wire.until("\r\n\r\n");
                  wire.send(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
                  assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
                  wire.send("data: 2\n\n");
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(wire.until("data: 1\n\n")).contains("Transfer-Encoding: chunked");
      seen.countDown();
      assertThat(wire.rest()).contains("data: 2\n\n").endsWith("0\r\n\r\n");
    }
  }

  @Test
  void anOldClientGetsABodyThatEndsWithTheConnection() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  wire.until("\r\n\r\n");
                  wire.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.0\r\nHost: a.example\r\n\r\n").endOutput();
      assertThat(wire.rest())
          .contains("Connection: close")
          .doesNotContain("chunked")
          .endsWith("\r\n\r\nhello");
    }
  }

  @Test
  void anUploadOf20MegabytesArrives() throws Exception {
    AtomicLong received = new AtomicLong();
    long size = 20L * 1024 * 1024;
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  wire.until("\r\n\r\n");
                  received.set(count(wire.in(), size));
                  wire.send(OK);
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("PUT / HTTP/1.1\r\nHost: a.example\r\nContent-Length: " + size + "\r\n\r\n");
      String piece = "x".repeat(1024 * 1024);
      for (int i = 0; i < 20; i++) {
        wire.send(piece);
      }
      assertThat(wire.until("ok")).contains("200 OK");
      assertThat(received).hasValue(size);
    }
  }

  @Test
  void aSlowClientSlowsTheServerDown() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  wire.until("\r\n\r\n");
                  wire.send("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n");
                  String piece = "x".repeat(1024 * 1024);
                  for (int i = 0; i < 100; i++) {
                    wire.send(piece);
                    sent.addAndGet(piece.length());
                  }
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      wire.until("\r\n\r\n");
      long before;
      do {
        before = sent.get();
        Thread.sleep(500);
      } while (sent.get() != before);
      assertThat(sent.get()).isLessThan(50L * 1024 * 1024);
      assertThat(count(wire.in(), 104_857_600)).isEqualTo(104_857_600);
    }
  }

  @Test
  void anAnswerThatComesBeforeTheBodyIsPassedOn() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  wire.until("\r\n\r\n");
                  wire.send(
                      "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nno!");
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("PUT / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\nhello");
      assertThat(wire.rest()).startsWith("HTTP/1.1 413 ").endsWith("no!");
    }
  }

  @Test
  void webSocketsAndOtherProtocolsPassInBothDirections() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  heard.add(wire.until("\r\n\r\n"));
                  wire.send(
                      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                          + "Upgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\nhello!");
                  while (true) {
                    wire.send(wire.until("!"));
                  }
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send(
          "GET /ws HTTP/1.1\r\nHost: a.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Key: x\r\n\r\nearly!");
      assertThat(wire.until("\r\n\r\n"))
          .startsWith("HTTP/1.1 101 ")
          .contains("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: x");
      assertThat(wire.until("hello!")).isEqualTo("hello!");
      assertThat(wire.until("!")).isEqualTo("early!");
      wire.send("GET / HTTP/1.1\r\nHost: b.example\r\n\r\n!");
      assertThat(wire.until("!")).isEqualTo("GET / HTTP/1.1\r\nHost: b.example\r\n\r\n!");
      assertThat(server.heard.getFirst()).contains("Upgrade: websocket");
    }
  }

  @Test
  void aServerMayNotSwitchProtocolsUnasked() throws Exception {
    try (Script server =
            Script.plain(
                Script.always(
                    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"));
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void aServerThatClosesWithoutAnAnswerIsA502() throws Exception {
    try (Script server = Script.plain((wire, heard) -> wire.until("\r\n\r\n"));
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(wire.rest())
          .startsWith("HTTP/1.1 502 Bad Gateway\r\n")
          .contains("Paddock could not pass this request on: ");
      assertThat(rig.events.failures).hasSize(1);
    }
  }

  @Test
  void anAnswerThatIsCutOffIsNotTakenForAWholeOne() throws Exception {
    try (Script server =
            Script.plain(
                (wire, heard) -> {
                  wire.until("\r\n\r\n");
                  wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                });
        Rig rig = Rig.plain(HOST, server.port());
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(ended(wire)).doesNotContain("0\r\n\r\n");
    }
  }

  @Test
  void aHostThatCannotBeReachedIsA502WithTheCause() throws Exception {
    try (Rig rig = Rig.plain(HOST, 1).refusingToDial(new ConnectException("Nobody is there."));
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 502 ").contains("Nobody is there");
    }
  }

  @Test
  void anAddressThatIsRefusedIsA403WithTheReason() throws Exception {
    Refusal refusal =
        new Refusal("a.example:80", "address-not-allowed", "It is private.", "Say so.");
    try (Rig rig = Rig.plain(HOST, 1).refusingToDial(new RefusedException(refusal));
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 403 ").contains("It is private (rule address");
      assertThat(rig.events.refusals).containsExactly(refusal);
    }
  }

  @Test
  void noKeyGoesOutWithoutTls() throws Exception {
    Destination keyed =
        new Destination(
            "a.example",
            80,
            List.of(new RequestRule(List.of(), List.of(), Optional.of(Destinations.BEARER))),
            true,
            "profile.toml:7");
    try (Rig rig = Rig.plain(keyed, 1);
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(wire.rest()).contains("403 Forbidden", "credential-needs-tls");
      assertThat(rig.keys.asked).hasValue(0);
      assertThat(rig.dialed).hasValue(0);
    }
  }

  private static long count(InputStream in, long expected) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    while (total < expected) {
      int read = in.read(buffer);
      if (read < 0) {
        break;
      }
      total += read;
    }
    return total;
  }

  /** What came until the end, which may be a reset. */
  private static String ended(Wire wire) {
    StringBuilder text = new StringBuilder();
    try {
      for (int next = wire.in().read(); next >= 0; next = wire.in().read()) {
        text.append((char) next);
      }
    } catch (IOException e) {
      text.append("(reset)");
    }
    return text.toString();
  }
}
