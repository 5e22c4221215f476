package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1",
        "OPTIONS * HTTP/1.0\n",
        "\r\n\r\nGET / HTTP/1.1\r\n",
        "GET  /  HTTP/1.1\r\n",
        "GET\t/\tHTTP/1.1\r\n",
        " \tGET / HTTP/1.1\r\n",
        "\u0085GET\u00a0/\u001cHTTP/1.1\r\n",
        "get http://a.example/ http/1.1\r\n",
        "BREW pot://a HTTP/1.2\r\n",
        "CONNECT a.example:443 HTTP/1.1\r\n",
        "GET /a b c HTTP/1.1\r\n",
        "PRI * HTTP/1.1\r\n"
      })
  void whatAServerMightTakeForARequestIsHttp(String text) {
    assertThat(of(text)).isEqualTo(FirstWords.Protocol.HTTP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "G", "GET", "GET ", "GET /", "GET / HTTP", "\r\n", "SSH-2.0-x", "\u0016"})
  void whatCouldBecomeOneIsNotKnownYet(String text) {
    assertThat(of(text)).isEqualTo(FirstWords.Protocol.UNKNOWN_YET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
        "SSH-2.0-Go\r\n",
        "EHLO a.example\r\n",
        "*1\r\n$4\r\nPING\r\n",
        "PING\r\n",
        "GET key\r\n",
        "\0\0\0\u0008\u0004\u00d2\u0016\u002f",
        "003agit-upload-pack /a.git\0host=a",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "(hello)",
        "\u0016\u0002"
      })
  void otherProtocolsAreToldApartAtOnce(String text) {
    assertThat(of(text)).isEqualTo(FirstWords.Protocol.OTHER);
  }

  @Test
  void tlsIsKnownByItsFirstBytes() {
    assertThat(of("\u0016\u0003")).isEqualTo(FirstWords.Protocol.TLS);
  }

  @Test
  void whatIsHeldBackHasABound() {
    assertThat(of("A".repeat(200))).isEqualTo(FirstWords.Protocol.OTHER);
    assertThat(of("GET /" + "a".repeat(9_000))).isEqualTo(FirstWords.Protocol.HTTP);
    assertThat(of("\r\n".repeat(5_000))).isEqualTo(FirstWords.Protocol.OTHER);
  }

  private static FirstWords.Protocol of(String text) {
    return FirstWords.of(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }
}
