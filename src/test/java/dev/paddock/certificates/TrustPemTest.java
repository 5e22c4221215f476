package dev.paddock.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrustPemTest {
  private static final String CERTIFICATE =
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";

  @Test
  void onlyCertificatesAreTaken() {
    String key = "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----\n";
    String trusted = CERTIFICATE.replace("CERTIFICATE", "TRUSTED CERTIFICATE");
    assertThat(certificates("# a comment\n" + CERTIFICATE + "\n" + key + trusted))
        .isEqualTo(CERTIFICATE + "\n" + trusted + "\n");
  }

  @Test
  void aKeyBetweenTheLinesOfACertificateIsNotTaken() {
    String text =
        "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----\n"
            + "-----END CERTIFICATE-----";
    assertThat(certificates(text)).isEmpty();
  }

  @Test
  void aTextIsPutBehindAnotherOnALineOfItsOwn() {
    assertThat(join("a", "b")).isEqualTo("a\nb");
    assertThat(join("a\n", "b")).isEqualTo("a\nb");
    assertThat(join("", "b")).isEqualTo("b");
  }

  private static String join(String first, String second) {
    return text(TrustPem.join(bytes(first), bytes(second)));
  }

  private static String certificates(String text) {
    return text(TrustPem.certificates(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
