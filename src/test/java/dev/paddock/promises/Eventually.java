package dev.paddock.promises;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come to be, however slow the machine is. */
final class Eventually {
  private static final int LONGEST_MILLISECONDS = 20_000;
  private static final int STEP_MILLISECONDS = 20;

  private Eventually() {}

  static void is(String what, BooleanSupplier condition, Supplier<String> otherwise)
      throws InterruptedException {
    for (int waited = 0; !condition.getAsBoolean(); waited += STEP_MILLISECONDS) {
      if (waited >= LONGEST_MILLISECONDS) {
        throw new AssertionError("waited in vain for " + what + otherwise.get());
      }
      Thread.sleep(STEP_MILLISECONDS);
    }
  }

  static void is(String what, BooleanSupplier condition) throws InterruptedException {
    is(what, condition, () -> "");
  }
}
