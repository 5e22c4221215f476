package dev.paddock.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class TrustSubjectHashTest {
  /** So that something is tested where there is no openssl: it was asked once. */
  @Test
  void theHashOfTheSessionsAuthorityIsTheKnownOne() {
    assertThat(TrustSubjectHash.of(SessionAuthority.create().certificate())).isEqualTo("83326df3");
  }

  @Test
  @EnabledIf("opensslIsThere")
  void itIsTheHashThatOpensslComputes() throws Exception {
    SessionAuthority authority = SessionAuthority.create();
    Process openssl =
        new ProcessBuilder("openssl", "x509", "-noout", "-subject_hash")
            .redirectErrorStream(true)
            .start();
    try (var in = openssl.outputWriter(StandardCharsets.US_ASCII)) {
      in.write(authority.pem());
    }
    assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
        .isEqualToIgnoringWhitespace(TrustSubjectHash.of(authority.certificate()));
  }

  @Test
  void aNameThatIsNotPlainIsRefused() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TrustSubjectHash.of(TrustAuthority.named("CN=Two,O=parts").certificate()));
  }

  static boolean opensslIsThere() {
    return Files.isExecutable(Path.of("/usr/bin/openssl"));
  }
}
