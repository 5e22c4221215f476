package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** ClientHellos, for tests. */
final class Hellos {
  private Hellos() {}

  /** Returns what the JDK's client sends first. */
  static byte[] ofTheJdk(String name, String... alpn) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    if (!name.isEmpty()) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    parameters.setApplicationProtocols(alpn);
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Returns a record with a ClientHello that has these extensions. */
  static byte[] with(byte[]... extensions) {
    byte[] all = join(extensions);
    byte[] head = new byte[2 + 32 + 1 + 4 + 2];
    head[0] = 3;
    head[1] = 3;
    head[36] = 2;
    head[37] = 0x13;
    head[38] = 1;
    head[39] = 1;
    byte[] body = join(head, new byte[] {(byte) (all.length >> 8), (byte) all.length}, all);
    return record(22, join(new byte[] {1, 0, (byte) (body.length >> 8), (byte) body.length}, body));
  }

  static byte[] record(int type, byte[] content) {
    return join(
        new byte[] {(byte) type, 3, 1, (byte) (content.length >> 8), (byte) content.length},
        content);
  }

  static byte[] extension(int type, byte[] content) {
    return join(
        new byte[] {
          (byte) (type >> 8), (byte) type, (byte) (content.length >> 8), (byte) content.length
        },
        content);
  }

  static byte[] serverName(String... names) {
    byte[] list = {};
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
      list = join(list, new byte[] {0, (byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }
    return extension(0, join(new byte[] {(byte) (list.length >> 8), (byte) list.length}, list));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static ClientHello parse(byte[] bytes) throws MalformedHelloException {
    ByteBuf seen = Unpooled.wrappedBuffer(bytes);
    byte[] message =
        new HandshakeReader()
            .read(seen, Integer.MAX_VALUE)
            .orElseThrow(() -> new MalformedHelloException("more has to come"));
    return ClientHello.parse(message);
  }
}
