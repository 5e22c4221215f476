package dev.paddock.egress;

import static dev.paddock.egress.Destinations.BEARER;
import static dev.paddock.egress.Destinations.HOST;
import static dev.paddock.egress.Destinations.KEY;
import static dev.paddock.egress.Destinations.PLACEHOLDER;
import static dev.paddock.egress.Destinations.everything;
import static dev.paddock.egress.Destinations.methods;
import static dev.paddock.egress.Destinations.paths;
import static dev.paddock.egress.Destinations.read;
import static dev.paddock.egress.Destinations.withKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS and HTTP/1.1. */
@Timeout(60)
class BrokerPassageTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String GET = "GET /a?q=1 HTTP/1.1\r\nHost: api.example.com\r\n";

  @Test
  void anAllowedRequestGoesOutWithTheKeyAndIsToldWithoutIt() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(withKey("GET")), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      assertThat(wire.until("ok")).startsWith("HTTP/1.1 200 OK");
      wire.send(GET + "Authorization: Bearer " + PLACEHOLDER + "\r\n\r\n");
      wire.until("ok");
      assertThat(server.heard)
          .hasSize(2)
          .allSatisfy(head -> assertThat(head).contains("Authorization: Bearer " + KEY + "\r\n"));
      assertThat(rig.events.requests)
          .containsExactly("GET /a example-token", "GET /a example-token");
      assertThat(rig.events.connections).hasSize(1);
      assertThat(rig.events.everything()).doesNotContain(KEY);
    }
  }

  @Test
  void thePlaceholderInBasicIsReplaced() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(withKey("GET")), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "Authorization: Basic " + base64("git:" + PLACEHOLDER) + "\r\n\r\n");
      wire.until("ok");
      assertThat(server.heard.getFirst()).contains("Basic " + base64("git:" + KEY) + "\r\n");
    }
  }

  @Test
  void aForeignKeyIsRefusedAndNothingIsSent() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(withKey("GET")), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "Authorization: Bearer stolen-token\r\n\r\n");
      assertThat(wire.rest())
          .contains("403 Forbidden", "X-Paddock-Rule: foreign-key")
          .doesNotContain("stolen-token", KEY);
      assertThat(server.heard).noneMatch(head -> head.contains("GET"));
      assertThat(rig.keys.asked).hasValue(0);
      assertThat(rig.events.rules()).containsExactly("foreign-key");
      assertThat(rig.events.everything()).doesNotContain("stolen-token");
    }
  }

  @Test
  void aMethodAndAPathOutsideTheRulesAreRefused() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig methods = Rig.broker(read(methods("GET")), server.port());
        Rig paths = Rig.broker(read(paths("/v1/*")), server.port());
        Wire post = TestTls.connect(methods.port(), HOST);
        Wire trick = TestTls.connect(paths.port(), HOST)) {
      post.send("POST /a HTTP/1.1\r\nHost: api.example.com\r\nContent-Length: 2\r\n\r\nhi");
      assertThat(post.rest()).contains("403 Forbidden", "X-Paddock-Rule: method-not-allowed");
      trick.send("GET /v1/%2e%2e/admin HTTP/1.1\r\nHost: api.example.com\r\n\r\n");
      assertThat(trick.rest()).contains("403 Forbidden", "X-Paddock-Rule: path-ambiguous");
      assertThat(server.heard).noneMatch(head -> head.contains("HTTP"));
    }
  }

  @Test
  void anotherHostThanTheOneInTlsIsRefused() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send("GET / HTTP/1.1\r\nHost: other.example.com\r\n\r\n");
      assertThat(wire.rest()).contains("X-Paddock-Rule: host-mismatch");
      assertThat(rig.keys.asked).hasValue(0);
    }
  }

  @Test
  void aServerThatIsSomebodyElseGetsNothing() throws Exception {
    try (Script server = Script.tls("other.example.com", Script.always(OK));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      assertThat(wire.rest())
          .startsWith("HTTP/1.1 502 ")
          .contains("The certificate that api.example.com:443 showed is not its own");
      assertThat(server.heard).noneMatch(head -> head.contains("GET"));
      assertThat(rig.events.failures).hasSize(1);
      assertThat(rig.events.everything()).doesNotContain(KEY);
    }
  }

  @Test
  void aServerThatTheSessionsOwnAuthorityVouchesForIsNotTrustedOutside() throws Exception {
    try (Script server = Script.tls(Rig.AUTHORITY, HOST, Script.always(OK));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void aTransferCodingThatNobodyAskedForDoesNotHideTheKey() throws Exception {
    String coded =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    try (Script server = Script.tls(HOST, Script.always(coded));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 502 ").contains("transfer coding");
    }
  }

  @Test
  void aKeyInTheNameOfAHeaderDoesNotComeBack() throws Exception {
    String named =
        "HTTP/1.1 200 OK\r\nX-" + KEY + ": 1\r\nX-Other: 2\r\nContent-Length: 2\r\n\r\nok";
    try (Script server = Script.tls(HOST, Script.always(named));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      assertThat(wire.until("ok")).contains("X-Other: 2").doesNotContain(KEY);
    }
  }

  @Test
  void aRedirectPassesUntouched() throws Exception {
    String redirect =
        "HTTP/1.1 302 Found\r\nLocation: https://evil.example/?t=1\r\nContent-Length: 0\r\n\r\n";
    try (Script server = Script.tls(HOST, Script.always(redirect));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      assertThat(wire.until("\r\n\r\n"))
          .startsWith("HTTP/1.1 302 Found\r\n")
          .contains("Location: https://evil.example/?t=1\r\n")
          .doesNotContain(KEY);
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aKeyThatTheServerShowsComesBackAsThePlaceholder() throws Exception {
    try (Script server =
            Script.tls(
                HOST,
                (wire, heard) -> {
                  String head = wire.until("\r\n\r\n");
                  heard.add(head);
                  String authorization = head.split("Authorization: ")[1].split("\r\n")[0];
                  String body = "you sent " + authorization + " and " + KEY + "#";
                  wire.send(
                      "HTTP/1.1 200 OK\r\nX-Echo: "
                          + authorization
                          + "\r\nContent-Length: "
                          + body.length()
                          + "\r\n\r\n");
                  for (char c : body.toCharArray()) {
                    wire.send(String.valueOf(c));
                  }
                  wire.until("\r\n\r\n");
                });
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "Authorization: Basic " + base64("git:" + PLACEHOLDER) + "\r\n\r\n");
      String answer = wire.until("#");
      assertThat(server.heard.getFirst()).contains(base64("git:" + KEY));
      assertThat(answer).contains("you sent Basic ").doesNotContain(KEY, base64("git:" + KEY));
    }
  }

  @Test
  void acceptedCodingsAreIdentityWithAKeyAndACompressedAnswerIsRefused() throws Exception {
    try (Script server =
            Script.tls(
                HOST,
                Script.always(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok"));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "Accept-Encoding: gzip, br\r\n\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 502 ").contains("searched for the key");
      assertThat(server.heard.getFirst())
          .contains("Accept-Encoding: identity\r\n")
          .doesNotContain("gzip");
    }
  }

  @Test
  void withoutAKeyCodingsAreTheClientsAffair() throws Exception {
    try (Script server =
            Script.tls(
                HOST,
                Script.always(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok"));
        Rig rig = Rig.broker(read(everything()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "Accept-Encoding: gzip, br\r\nAuthorization: Bearer mine\r\n\r\n");
      assertThat(wire.until("ok")).startsWith("HTTP/1.1 200 ");
      assertThat(server.heard.getFirst()).contains("gzip, br", "Bearer mine");
    }
  }

  @Test
  void aKeyThatTheServerDoesNotTakeIsAskedForAnew() throws Exception {
    try (Script server =
            Script.tls(
                HOST, Script.always("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno"));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      assertThat(wire.until("no")).startsWith("HTTP/1.1 401 ");
      for (int i = 0; i < 100 && rig.keys.rejected.isEmpty(); i++) {
        Thread.sleep(20);
      }
      assertThat(rig.keys.rejected).containsExactly("example-token");
    }
  }

  @Test
  void aKeyThatCannotBeHadIsA502ThatNamesTheCredentialAndTheCause() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      rig.keys.key = "";
      wire.send(GET + "\r\n");
      assertThat(wire.rest())
          .startsWith("HTTP/1.1 502 ")
          .contains("example-token", "its store is locked");
      assertThat(server.heard).noneMatch(head -> head.contains("GET"));
    }
  }

  @Test
  void aKeyWithALineBreakIsNotSentAndNotShown() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      rig.keys.key = "real\r\nX: y";
      wire.send(GET + "\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 502 ").doesNotContain("X: y");
      assertThat(rig.events.everything()).doesNotContain("X: y");
    }
  }

  @Test
  void webSocketsPassAndTheKeyDoesNotComeBackInThem() throws Exception {
    try (Script server =
            Script.tls(
                HOST,
                (wire, heard) -> {
                  heard.add(wire.until("\r\n\r\n"));
                  wire.send(
                      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                          + "Upgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n");
                  wire.send("<" + KEY + ">!");
                  wire.send(wire.until("!"));
                  wire.until("?");
                });
        Rig rig = Rig.broker(read(withKey()), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      wire.until("\r\n\r\n");
      assertThat(wire.until("!")).isEqualTo("<" + PLACEHOLDER.substring(0, KEY.length()) + ">!");
      wire.send("hello!");
      assertThat(wire.until("!")).isEqualTo("hello!");
      assertThat(server.heard.getFirst()).contains(KEY);
    }
  }

  @Test
  void aProtocolThatCannotBeReadIsRefusedInTheHandshake() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(everything()), server.port())) {
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(() -> TestTls.connect(rig.port(), HOST, "acme-tls/1"));
      assertThat(rig.dialed).hasValue(0);
      assertThat(rig.events.rules()).containsExactly("protocol-not-readable");
    }
  }

  @Test
  void whatIsNoTlsIsClosed() throws Exception {
    try (Rig rig = Rig.broker(read(everything()), 1);
        Wire wire = new Wire(rig.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: api.example.com\r\n\r\n");
      assertThat(wire.rest()).doesNotContain("HTTP/1.1");
      assertThat(rig.events.failures).isNotEmpty();
    }
  }

  @Test
  void aProgramThatDoesNotTrustTheSessionIsNamedInTheLog() throws Exception {
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig = Rig.broker(read(everything()), server.port())) {
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(() -> TestTls.connect(Rig.WORLD, rig.port(), HOST));
      for (int i = 0; i < 100 && rig.events.failures.isEmpty(); i++) {
        Thread.sleep(20);
      }
      assertThat(rig.events.failures.getFirst())
          .contains("It has to trust the session's certificate");
    }
  }

  @Test
  void aCredentialWithItsOwnHeaderIsAddedThere() throws Exception {
    var own =
        new dev.paddock.credentials.Credential(
            "own", BEARER.source(), "X-Own-Key", "key={}", Optional.empty(), PLACEHOLDER);
    try (Script server = Script.tls(HOST, Script.always(OK));
        Rig rig =
            Rig.broker(
                read(new RequestRule(List.of(), List.of(), Optional.of(own))), server.port());
        Wire wire = TestTls.connect(rig.port(), HOST)) {
      wire.send(GET + "\r\n");
      wire.until("ok");
      assertThat(server.heard.getFirst()).contains("X-Own-Key: key=" + KEY + "\r\n");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
