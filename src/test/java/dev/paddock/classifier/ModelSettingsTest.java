package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSettingsTest {
  private static ModelSettings at(String base) {
    return ModelSettings.of(Provider.OPENAI, "m", URI.create(base));
  }

  @Test
  void theUsualModelIsNotTheAgentsOwn() {
    ModelSettings usual = ModelSettings.DEFAULT;
    assertThat(usual.provider()).isEqualTo(Provider.ANTHROPIC);
    assertThat(usual.model()).isEqualTo("claude-sonnet-4-6");
    assertThat(usual.base()).hasToString("https://api.anthropic.com");
    assertThat(usual.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(usual.budget()).isEqualTo(new Budget(500, 3_000_000, 10));
    assertThat(usual.prices()).contains(new Prices(3, 15, 0.3, 3.75));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/v1",
        "http://127.0.0.1:11434/v1",
        "http://localhost:8080",
        "http://[::1]:8080/v1"
      })
  void anAddressIsHttpsOrOnThisMachine(String base) {
    assertThatCode(() -> at(base)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/v1",
        "http://127.evil.example/",
        "http://localhost.evil.example/",
        "http://10.0.0.1/",
        "http://[::2]/",
        "ftp://a.example/",
        "https:///v1",
        "a.example",
        "https://key@a.example/",
        "https://a.example/?key=1",
        "https://a.example/#x"
      })
  void anyOtherAddressIsRefusedWithARemedy(String base) {
    assertThatThrownBy(() -> at(base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base_url");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    URI base = URI.create("https://a.example");
    for (String model : List.of("", " ", "a b", "a\nb", "x".repeat(500))) {
      assertThatThrownBy(() -> ModelSettings.of(Provider.OPENAI, model, base))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1))) {
      assertThatThrownBy(
              () ->
                  new ModelSettings(
                      Provider.OPENAI, "m", base, time, Budget.DEFAULT, Optional.empty(), 10_000))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Budget(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Budget(0, 0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Prices(0, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aModelOfWhichNoPriceIsKnownHasNone() {
    assertThat(Prices.known("some-local-model")).isEmpty();
  }

  @Test
  void totalsTellVerdictsTokensAndCost() {
    Totals totals = new Totals();
    assertThat(totals.text()).isEqualTo("classifier: not asked");
    Spent spent =
        new Spent(2, 100, 1_000, 200, 30, OptionalDouble.of(0.0125), Duration.ofSeconds(3));
    totals.count(new Judgement.Allowed("fine", List.of(), spent));
    totals.count(new Judgement.Denied("no", "none", Spent.NOTHING));
    totals.count(new Judgement.NoAnswer("down", spent));
    assertThat(totals.text())
        .isEqualTo(
            "classifier: 3 verdicts (1 allowed, 1 denied, 1 without an answer), 4 requests, 2660"
                + " tokens (2000 from the cache), $0.0250, 2.0 s each");
    totals.count(
        new Judgement.NoAnswer(
            "down", new Spent(1, 1, 0, 0, 0, OptionalDouble.empty(), Duration.ZERO)));
    assertThat(totals.text()).contains("price not known");
  }
}
