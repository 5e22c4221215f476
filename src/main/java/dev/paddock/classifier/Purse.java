package dev.paddock.classifier;

import java.util.Optional;

/**
 * Keeps a session's budget. Thread-safe. Calls are counted before they are made, the rest when it
 * is known: requests that are under way can go over it by what they cost.
 */
final class Purse {
  private final Budget budget;
  private final boolean priced;
  private long calls;
  private long tokens;
  private double dollars;

  Purse(Budget budget, boolean priced) {
    this.budget = budget;
    this.priced = priced;
  }

  /**
   * Takes one call.
   *
   * @return why there is none left; empty if it was taken
   */
  synchronized Optional<String> take() {
    if (calls >= budget.calls()) {
      return spent(budget.calls() + " calls");
    }
    if (tokens >= budget.tokens()) {
      return spent(budget.tokens() + " tokens");
    }
    if (priced && dollars >= budget.dollars()) {
      return spent("$" + budget.dollars());
    }
    calls++;
    return Optional.empty();
  }

  private static Optional<String> spent(String what) {
    return Optional.of(
        "The classifier's budget for this session ("
            + what
            + ") is spent. Raise calls, tokens or dollars of [classifier], or start a new session");
  }

  synchronized void add(Spent spent) {
    tokens += spent.tokens();
    dollars += spent.dollars().orElse(0);
  }
}
