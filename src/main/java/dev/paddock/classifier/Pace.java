package dev.paddock.classifier;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Time, as far as asking a model depends on it. Implementations are thread-safe. */
interface Pace {
  /** That of this machine. */
  Pace REAL =
      new Pace() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }

        @Override
        public double chance() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };

  /** A time that only grows. */
  long nanos();

  /** Waits. */
  void sleep(Duration time) throws InterruptedException;

  /** A number from 0 to 1, so that many don't come back in the same moment. */
  double chance();
}
