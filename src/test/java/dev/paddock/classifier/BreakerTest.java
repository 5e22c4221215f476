package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final Cases.Still pace = new Cases.Still();
  private final Breaker breaker = new Breaker(pace);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed("it broke");
    }
  }

  @Test
  void aFewFailuresDoNotOpenIt() {
    fail(Breaker.FAILURES - 1);
    assertThat(breaker.enter()).isEmpty();
  }

  @Test
  void aSuccessInBetweenBeginsTheCountAnew() {
    fail(Breaker.FAILURES - 1);
    breaker.succeeded();
    fail(Breaker.FAILURES - 1);
    assertThat(breaker.enter()).isEmpty();
  }

  @Test
  void itTellsTheCauseAndHowLong() {
    fail(Breaker.FAILURES);
    assertThat(breaker.enter()).hasValueSatisfying(why -> assertThat(why).contains("it broke"));
  }

  @Test
  void onlyOneTriesAgain() {
    fail(Breaker.FAILURES);
    pace.pass(Breaker.FIRST);
    assertThat(breaker.enter()).isEmpty();
    assertThat(breaker.enter()).isPresent();
    breaker.abandoned();
    assertThat(breaker.enter()).isEmpty();
  }

  @Test
  void theTimeDoublesUpToABound() {
    fail(Breaker.FAILURES);
    Duration wait = Breaker.FIRST;
    for (int i = 0; i < 12; i++) {
      pace.pass(wait.minusNanos(1));
      assertThat(breaker.enter()).isPresent();
      pace.pass(Duration.ofNanos(1));
      assertThat(breaker.enter()).isEmpty();
      breaker.failed("again");
      wait = wait.multipliedBy(2).compareTo(Breaker.LAST) > 0 ? Breaker.LAST : wait.multipliedBy(2);
    }
    assertThat(wait).isEqualTo(Breaker.LAST);
  }

  @Test
  void failuresOfThoseThatWereUnderWayDoNotProlongIt() {
    fail(Breaker.FAILURES + 50);
    pace.pass(Breaker.FIRST);
    assertThat(breaker.enter()).isEmpty();
  }
}
