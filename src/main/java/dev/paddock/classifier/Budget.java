package dev.paddock.classifier;

/**
 * What a session may spend on its classifier; whichever comes first ends it.
 *
 * @param calls requests, repeated ones included
 * @param tokens of all kinds together
 * @param dollars counts only where the model's prices are known
 */
public record Budget(long calls, long tokens, double dollars) {
  /** Some hundred verdicts. */
  public static final Budget DEFAULT = new Budget(500, 3_000_000, 10);

  /** Checks that nothing is below zero. */
  public Budget {
    if (calls < 0 || tokens < 0 || !(dollars >= 0)) {
      throw new IllegalArgumentException("A budget is 0 or more calls, tokens and dollars");
    }
  }
}
