package dev.paddock.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void aPlaceholderHasItsShape() {
    assertThat(Placeholders.make("ghp_{36}", random)).matches("ghp_[0-9A-Za-z]{36}");
    assertThat(Placeholders.make("x-{12}-{3}$", random))
        .matches("x-[0-9A-Za-z]{12}-[0-9A-Za-z]{3}\\$");
    assertThat(Placeholders.make("none", random)).isEqualTo("none");
  }

  @Test
  void noTwoPlaceholdersAreTheSame() {
    assertThat(Placeholders.make("{32}", random)).isNotEqualTo(Placeholders.make("{32}", random));
  }
}
