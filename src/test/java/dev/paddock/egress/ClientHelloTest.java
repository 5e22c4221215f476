package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {
  @Test
  void nameAndProtocolsOfARealClientAreRead() throws Exception {
    assertThat(Hellos.parse(Hellos.ofTheJdk("api.example.com", "h2", "http/1.1")))
        .isEqualTo(
            new ClientHello(Optional.of("api.example.com"), List.of("h2", "http/1.1"), false));
  }

  @Test
  void aClientHelloMayHaveNoName() throws Exception {
    assertThat(Hellos.parse(Hellos.ofTheJdk("")).serverName()).isEmpty();
    assertThat(Hellos.parse(Hellos.with()).serverName()).isEmpty();
  }

  @Test
  void theNameIsReadInItsOneForm() throws Exception {
    assertThat(Hellos.parse(Hellos.with(Hellos.serverName("API.example.COM."))).serverName())
        .contains("api.example.com");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xFE0D, 0xFE0A, 0xFE08, 0xFD00, 0xFFCE})
  void anEncryptedNameIsSeen(int type) throws Exception {
    byte[] hello =
        Hellos.with(Hellos.serverName("a.example"), Hellos.extension(type, new byte[40]));

    assertThat(Hellos.parse(hello).encrypted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.example\0",
        "a.example\0.evil.example",
        "b\u00fc.example",
        "127.0.0.1",
        "::1",
        "a..example",
        "a.example:443",
        "a_.example ",
        "*.example"
      })
  void aServerNameThatIsNoHostNameIsRefused(String name) {
    refused(Hellos.with(Hellos.serverName(name)), "server name");
  }

  @Test
  void aSecondNameIsRefused() {
    refused(Hellos.with(Hellos.serverName("a.example", "b.example")), "more than one");
    refused(Hellos.with(Hellos.serverName("a.example"), Hellos.serverName("b.example")), "twice");
  }

  @Test
  void anExtensionThatComesTwiceIsRefused() {
    byte[] any = Hellos.extension(0x1234, new byte[3]);
    refused(Hellos.with(any, any), "twice");
  }

  @Test
  void lengthsThatDoNotFitAreRefused() {
    byte[] name = Hellos.serverName("a.example");
    for (int at : new int[] {3, 5, 8}) {
      for (int by : new int[] {-1, 1}) {
        byte[] wrong = name.clone();
        wrong[at] += (byte) by;
        assertThatExceptionOfType(MalformedHelloException.class)
            .as("byte %d, %d", at, by)
            .isThrownBy(() -> Hellos.parse(Hellos.with(wrong)));
      }
    }
    refused(Hellos.with(new byte[] {0, 0, 0}), "too early");
    refused(Hellos.with(Hellos.extension(16, new byte[] {0, 0})), "empty");
    refused(Hellos.with(Hellos.extension(16, new byte[] {0, 1, 0})), "no name");
  }

  @Test
  void whatFollowsInTheSameRecordIsRefused() throws Exception {
    byte[] hello = Hellos.ofTheJdk("a.example");
    byte[] content = Arrays.copyOfRange(hello, 5, hello.length);

    refused(Hellos.record(22, Hellos.join(content, content)), "something else");
  }

  @Test
  void whatIsNoTlsIsRefusedAtItsFirstByte() {
    refused("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), "no TLS");
    refused(new byte[] {(byte) 0x80, 0x2E, 1, 0, 2}, "no TLS");
    refused(new byte[] {'S'}, "no TLS");
    refused(new byte[] {22, 2}, "version");
    refused(new byte[] {22, 3, 1, 0, 0}, "length");
    refused(new byte[] {22, 3, 1, 0x40, 1}, "length");
    refused(Hellos.record(22, new byte[] {2, 0, 0, 0}), "ClientHello");
    refused(Hellos.record(22, new byte[] {1, 1, 0, 0}), "longer than 64 KB");
  }

  @Test
  void aClientHelloInManyRecordsAndSegmentsIsPutTogether() throws Exception {
    byte[] whole = Hellos.ofTheJdk("api.example.com");
    byte[] content = Arrays.copyOfRange(whole, 5, whole.length);
    for (int size : new int[] {1, 2, 3, 7, 100}) {
      byte[] cut = {};
      for (int at = 0; at < content.length; at += size) {
        byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + size));
        cut = Hellos.join(cut, Hellos.record(22, part));
      }
      ByteBuf seen = Unpooled.buffer();
      HandshakeReader reader = new HandshakeReader();
      for (int i = 0; i < cut.length; i++) {
        assertThat(reader.read(seen, Integer.MAX_VALUE)).isEmpty();
        seen.writeByte(cut[i]);
      }
      byte[] message = reader.read(seen, Integer.MAX_VALUE).orElseThrow();
      assertThat(ClientHello.parse(message).serverName()).contains("api.example.com");
      assertThat(reader.bytesRead()).isEqualTo(cut.length);
    }
  }

  @Test
  void atMost64KilobytesAreRead() {
    byte[] start = {1, 0, (byte) 0xFF, (byte) 0xF0};
    byte[] bytes = Hellos.record(22, start);
    for (int i = 0; i < 12; i++) {
      bytes = Hellos.join(bytes, many());
    }
    refused(bytes, "64 KB");
  }

  @Test
  void noMutationOfARealClientHelloMakesItThrowOrReadAnotherNameThanTheJdk() throws Exception {
    Random random = new Random(20_261_120);
    List<byte[]> models =
        List.of(
            Hellos.ofTheJdk("api.example.com", "h2", "http/1.1"),
            Hellos.ofTheJdk("a.b"),
            Hellos.with(
                Hellos.serverName("api.example.com"), Hellos.extension(43, new byte[] {2, 3, 4})));
    int accepted = 0;
    int compared = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] bytes = mutate(models.get(i % models.size()).clone(), random);
      try {
        ClientHello hello = Hellos.parse(bytes);
        accepted++;
        if (accepted % 20 == 0) {
          for (String name : namesThatTheJdkReads(bytes)) {
            compared++;
            assertThat(hello.serverName()).contains(name);
          }
        }
      } catch (MalformedHelloException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
    assertThat(accepted).isGreaterThan(1_000);
    assertThat(compared).isGreaterThan(50);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] result = bytes;
    for (int change = 1 + random.nextInt(3); change > 0; change--) {
      int at = random.nextInt(result.length);
      switch (random.nextInt(4)) {
        case 0 -> result[at] = (byte) random.nextInt(256);
        case 1 -> result[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> result[at] += (byte) (random.nextBoolean() ? 1 : -1);
        default -> {
          int from = random.nextInt(result.length);
          int length = random.nextInt(Math.min(20, result.length - Math.max(at, from)) + 1);
          System.arraycopy(result, from, result, at, Math.min(length, result.length - at));
        }
      }
    }
    return random.nextInt(20) == 0 ? Arrays.copyOf(result, random.nextInt(result.length)) : result;
  }

  private static List<String> namesThatTheJdkReads(byte[] bytes) throws Exception {
    List<String> names = new ArrayList<>();
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setSNIMatchers(
        List.of(
            new SNIMatcher(0) {
              @Override
              public boolean matches(SNIServerName name) {
                names.add(
                    new String(name.getEncoded(), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT));
                return true;
              }
            }));
    engine.setSSLParameters(parameters);
    try {
      engine.unwrap(ByteBuffer.wrap(bytes), ByteBuffer.allocate(1 << 15));
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
    } catch (SSLException e) {
      // A server that refuses it reads no name of it.
    }
    return names;
  }

  private static byte[] many() {
    byte[][] records = new byte[1_000][];
    Arrays.fill(records, Hellos.record(22, new byte[1]));
    return Hellos.join(records);
  }

  private static void refused(byte[] bytes, String why) {
    assertThatExceptionOfType(MalformedHelloException.class)
        .isThrownBy(() -> Hellos.parse(bytes))
        .withMessageContaining(why);
  }
}
