package dev.paddock.classifier;

import java.time.Duration;

/** When a verdict has to be there. */
record Deadline(Pace pace, long begin, Duration time) {
  static Deadline in(Duration time, Pace pace) {
    return new Deadline(pace, pace.nanos(), time);
  }

  /** How much is left; never below zero. */
  Duration left() {
    Duration left = time.minus(passed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  Duration passed() {
    return Duration.ofNanos(pace.nanos() - begin);
  }
}
