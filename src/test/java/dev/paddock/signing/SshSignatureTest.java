package dev.paddock.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SshSignatureTest {
  private static byte[] data(String namespace, String reserved, String hash, int length)
      throws IOException {
    byte[] strings =
        SshAgentMessage.strings(bytes(namespace), bytes(reserved), bytes(hash), new byte[length]);
    byte[] all = Arrays.copyOf(bytes("SSHSIG"), 6 + strings.length);
    System.arraycopy(strings, 0, all, 6, strings.length);
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aSignatureForGitIsOne() throws Exception {
    assertThat(SshSignature.objection(data("git", "", "sha512", 64))).isEmpty();
    assertThat(SshSignature.objection(data("git", "", "sha256", 32))).isEmpty();
  }

  @Test
  void aLoginIsNone() throws Exception {
    byte[] sessionId = SshAgentMessage.strings(new byte[32]);
    assertThat(SshSignature.objection(sessionId)).contains("login");
  }

  @Test
  void anotherNamespaceIsNone() throws Exception {
    assertThat(SshSignature.objection(data("file", "", "sha512", 64))).contains("\"file\"");
  }

  @Test
  void whatDiffersAnywhereIsNone() throws Exception {
    assertThat(SshSignature.objection(data("git", "x", "sha512", 64))).isNotEmpty();
    assertThat(SshSignature.objection(data("git", "", "sha512", 32))).isNotEmpty();
    assertThat(SshSignature.objection(data("git", "", "md5", 16))).isNotEmpty();
    byte[] longer = Arrays.copyOf(data("git", "", "sha512", 64), 200);
    assertThat(SshSignature.objection(longer)).isNotEmpty();
  }

  @Test
  void noRandomBytesAreOneAndNoneBreaksTheReader() throws Exception {
    Random random = new Random(7);
    byte[] valid = data("git", "", "sha512", 64);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length));
      for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThat(SshSignature.objection(bytes)).isNotEmpty();
    }
  }
}
