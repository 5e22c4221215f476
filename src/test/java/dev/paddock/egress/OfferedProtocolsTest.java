package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class OfferedProtocolsTest {
  @Test
  void theClientsProtocolsAreReadInItsOrder() throws Exception {
    OfferedProtocols offered = OfferedProtocols.of(hello("h3", "http/1.1", "h2"));
    assertThat(offered.names()).containsExactly("h3", "http/1.1", "h2");
    assertThat(offered.readable()).containsExactly("http/1.1", "h2");
    assertThat(offered.isForeign()).isFalse();
  }

  @Test
  void aClientThatDoesNotSayIsNotForeign() throws Exception {
    OfferedProtocols offered = OfferedProtocols.of(hello());
    assertThat(offered.names()).isEmpty();
    assertThat(offered.isForeign()).isFalse();
  }

  @Test
  void aClientThatSpeaksSomethingElseOnlyIsForeign() throws Exception {
    assertThat(OfferedProtocols.of(hello("acme-tls/1")).isForeign()).isTrue();
  }

  @Test
  void brokenHellosAreMalformedAndNothingElse() throws Exception {
    ByteBuf hello = hello("h2", "http/1.1");
    Random random = new Random(11);
    int malformed = 0;
    for (int round = 0; round < 20_000; round++) {
      ByteBuf broken = hello.copy(0, 1 + random.nextInt(hello.readableBytes()));
      for (int i = random.nextInt(4); i > 0; i--) {
        broken.setByte(random.nextInt(broken.readableBytes()), random.nextInt(256));
      }
      try {
        OfferedProtocols.of(broken);
      } catch (MalformedException e) {
        malformed++;
      } finally {
        broken.release();
      }
    }
    assertThat(malformed).isPositive();
  }

  /** A real ClientHello without its record's and its own header. */
  private static ByteBuf hello(String... protocols) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("a.example.com", 443);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    engine.setSSLParameters(parameters);
    ByteBuffer record = ByteBuffer.allocate(64 * 1024);
    engine.wrap(ByteBuffer.allocate(0), record);
    record.flip();
    return Unpooled.wrappedBuffer(record).slice(9, record.limit() - 9);
  }
}
