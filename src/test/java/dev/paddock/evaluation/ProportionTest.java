package dev.paddock.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** Of R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void theIntervalIsTheOneOfTheLiterature(long hits, long of, double low, double high) {
    Proportion proportion = new Proportion(hits, of);
    assertThat(proportion.low()).isCloseTo(low, within(0.00005));
    assertThat(proportion.high()).isCloseTo(high, within(0.00005));
  }

  @Test
  void theIntervalHoldsTheShareAndStaysInside() {
    for (int of = 1; of < 300; of++) {
      for (int hits = 0; hits <= of; hits++) {
        Proportion proportion = new Proportion(hits, of);
        assertThat(proportion.low()).isBetween(0.0, proportion.share());
        assertThat(proportion.high()).isBetween(proportion.share(), 1.0);
        Proportion other = new Proportion(of - hits, of);
        assertThat(proportion.high()).isCloseTo(1 - other.low(), within(1e-12));
      }
    }
  }

  @Test
  void ofNoneNothingIsKnown() {
    Proportion none = new Proportion(0, 0);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isEqualTo(1);
    assertThat(none.text()).isEqualTo("-");
  }

  @Test
  void itIsShownInPercentWithItsInterval() {
    assertThat(new Proportion(9, 52).text()).isEqualTo("17.3 % (9.4–29.7)");
  }

  @Test
  void moreHitsThanTriesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(-1, 2));
  }
}
