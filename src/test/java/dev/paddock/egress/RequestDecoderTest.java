package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {
  private final RequestDecoder decoder = new RequestDecoder(1024, 10);
  private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aRequestIsTheSameHoweverItIsCut() {
    String request =
        "\r\nPOST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;x\r\nabc\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n";
    for (char c : request.toCharArray()) {
      channel.writeInbound(bytes(String.valueOf(c)));
    }
    List<String> read = read();
    assertThat(read.getFirst()).isEqualTo("POST /a");
    assertThat(String.join("", read.subList(1, read.size()))).isEqualTo("abc0123456789(end X=y)");
  }

  @Test
  void theNextRequestIsReadOnlyWhenItIsWanted() {
    String get = "GET /%d HTTP/1.1\r\nHost: h\r\n\r\n";
    channel.writeInbound(bytes(get.formatted(1) + get.formatted(2)));
    assertThat(read()).containsExactly("GET /1", "(end)");
    decoder.next();
    assertThat(read()).containsExactly("GET /2", "(end)");
    decoder.next();
    assertThat(read()).isEmpty();
  }

  @Test
  void aHeadThatTakesMoreThanTenSecondsIsGivenUp() {
    channel.freezeTime();
    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runScheduledPendingTasks();
    assertThat(read()).isEmpty();
    channel.writeInbound(bytes("GET / HT"));
    channel.advanceTimeBy(9, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.writeInbound(bytes("TP/1.1\r\n"));
    assertThat(read()).isEmpty();
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(read()).containsExactly("408 The request's head took more than 10 s.");
    channel.writeInbound(bytes("Host: h\r\n\r\n"));
    assertThat(read()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0016\u0003", " GET", "\n", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nHost: h\n\n"})
  void whatCanBecomeNoHeadIsRefusedAtOnce(String sent) {
    channel.writeInbound(bytes(sent));
    assertThat(read()).containsExactly("400 What was sent is no request of HTTP/1.1.");
  }

  @Test
  void aBodyMayTakeAsLongAsItLikes() {
    channel.freezeTime();
    channel.writeInbound(bytes("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na"));
    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runScheduledPendingTasks();
    channel.writeInbound(bytes("b"));
    assertThat(read()).containsExactly("PUT /", "a", "b(end)");
  }

  @Test
  void whatFollowsARequestIsGivenOnWhenItIsRemoved() {
    channel.writeInbound(bytes("GET / HTTP/1.1\r\nHost: h\r\n\r\nraw"));
    assertThat(read()).containsExactly("GET /", "(end)");
    channel.pipeline().remove(decoder);
    assertThat(read()).containsExactly("raw");
  }

  private List<String> read() {
    List<String> read = new ArrayList<>();
    for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
      read.add(
          switch (message) {
            case Http1Head head -> head.request().method() + " " + head.request().target();
            case LastHttpContent last -> {
              StringBuilder end = new StringBuilder(text(last.content()) + "(end");
              last.trailingHeaders()
                  .forEach(field -> end.append(" " + field.getKey() + "=" + field.getValue()));
              yield end.append(")").toString();
            }
            case HttpContent content -> text(content.content());
            case RequestDecoder.Malformed malformed ->
                malformed.status() + " " + malformed.reason();
            case ByteBuf rest -> text(rest);
            default -> message.toString();
          });
    }
    return read;
  }

  private static String text(ByteBuf bytes) {
    try {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    } finally {
      bytes.release();
    }
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }
}
