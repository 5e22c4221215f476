package dev.paddock.classifier;

import java.time.Duration;
import java.util.Optional;

/**
 * Leaves a provider alone that fails time after time. Thread-safe.
 *
 * <p>After {@link #FAILURES} in a row it opens: nobody asks for {@link #FIRST}. Then one may try;
 * if that fails, the time doubles, up to {@link #LAST}; if it does not, all may ask again.
 */
final class Breaker {
  static final int FAILURES = 5;
  static final Duration FIRST = Duration.ofSeconds(10);
  static final Duration LAST = Duration.ofMinutes(5);

  private final Pace pace;
  private int failures;
  private Duration wait = Duration.ZERO;
  private long opened;
  private boolean probing;
  private String cause = "";

  Breaker(Pace pace) {
    this.pace = pace;
  }

  /**
   * Asks for leave to ask the provider. Whoever gets it says afterwards how it went.
   *
   * @return why not now; empty if it may be asked
   */
  synchronized Optional<String> enter() {
    if (wait.isZero()) {
      return Optional.empty();
    }
    Duration left = wait.minusNanos(pace.nanos() - opened);
    if (left.isPositive()) {
      return Optional.of(
          "The model failed "
              + failures
              + " times in a row and is left alone for another "
              + (left.toSeconds() + 1)
              + " s. The last cause: "
              + cause);
    }
    if (probing) {
      return Optional.of(
          "The model failed "
              + failures
              + " times in a row; one question is under way that tries it again. The last cause: "
              + cause);
    }
    probing = true;
    return Optional.empty();
  }

  synchronized void succeeded() {
    failures = 0;
    wait = Duration.ZERO;
    probing = false;
  }

  synchronized void failed(String why) {
    failures++;
    cause = why;
    if (probing) {
      wait = wait.multipliedBy(2).compareTo(LAST) > 0 ? LAST : wait.multipliedBy(2);
      opened = pace.nanos();
      probing = false;
    } else if (failures >= FAILURES && wait.isZero()) {
      wait = FIRST;
      opened = pace.nanos();
    }
  }

  /** It was neither: the one who asked was called off. */
  synchronized void abandoned() {
    probing = false;
  }
}
