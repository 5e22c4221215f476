package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http1HeadParserTest {
  @Test
  void aHeadIsRead() throws Exception {
    Http1Head head =
        parse("POST /a?b HTTP/1.1\r\nHost: h.example\r\nX:  y z\t\r\nContent-Length: 12");
    assertThat(head.request())
        .isEqualTo(
            new RequestHead(
                "POST",
                "/a?b",
                List.of("h.example"),
                List.of(new HeaderField("X", "y z"), new HeaderField("Content-Length", "12"))));
    assertThat(head.framing()).isEqualTo(new Http1Head.Framing.Length(12));
    assertThat(head.keepsAlive()).isTrue();
  }

  @Test
  void bytesBeyondAsciiStayAsTheyAre() throws Exception {
    assertThat(parse("GET / HTTP/1.1\r\nHost: h\r\nX: \u00e9\u0085").request().value("x"))
        .contains("\u00e9\u0085");
  }

  @Test
  void aUrlThatAgreesWithTheHostIsReadAsItsPath() throws Exception {
    assertThat(parse("GET http://H.example?q HTTP/1.1\r\nHost: h.example").request().target())
        .isEqualTo("/?q");
    assertThat(parse("GET HTTP://h.example/a HTTP/1.1\r\nHost: h.example").request().target())
        .isEqualTo("/a");
  }

  @Test
  void anUpgradeToHttp2IsNone() throws Exception {
    String head = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ";
    assertThat(parse(head + "h2c").upgrades()).isFalse();
    assertThat(parse(head + "h2c, websocket").upgrade()).containsExactly("websocket");
    assertThat(parse(head + "websocket").upgrades()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b",
        "GET / HTTP/1.1\r\nHost: a\r\nhost: a",
        "GET / HTTP/1.1\r\nX: y",
        "GET / HTTP/1.1\r\nHost: a\r\n folded: b",
        "GET / HTTP/1.1\r\nHost: a\r\n\tb",
        "GET / HTTP/1.1\r\nHost : a",
        "GET / HTTP/1.1\r\nHost: a\r\nX y: z",
        "GET / HTTP/1.1\r\nHost: a\r\n: z",
        "GET / HTTP/1.1\r\nHost: a\r\nX",
        "GET / HTTP/1.1\r\nHost: a\nX: y",
        "GET / HTTP/1.1\r\nHost: a\rX: y",
        "GET / HTTP/1.1\r\nHost: a\u0000",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u0001",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u007f",
        "GET / HTTP/1.1\nHost: a",
        "GET  / HTTP/1.1\r\nHost: a",
        "GET /a b HTTP/1.1\r\nHost: a",
        "GET\t/ HTTP/1.1\r\nHost: a",
        " GET / HTTP/1.1\r\nHost: a",
        "GET / HTTP/1.1 \r\nHost: a",
        "GET / http/1.1\r\nHost: a",
        "GET / HTTP/1.2\r\nHost: a",
        "GET / HTTP/2.0\r\nHost: a",
        "GET / HTTP/0.9\r\nHost: a",
        "GET /",
        "PRI * HTTP/2.0",
        "G(T / HTTP/1.1\r\nHost: a",
        "GET http://b/ HTTP/1.1\r\nHost: a",
        "GET http://x@a/ HTTP/1.1\r\nHost: a",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1 1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999999",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \u000bchunked",
        "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked"
      })
  void whatCouldBeReadInTwoWaysIsRefused(String head) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> parse(head));
  }

  private static Http1Head parse(String head) throws MalformedException {
    return Http1HeadParser.parse((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
