package dev.paddock.classifier;

import java.util.Locale;
import java.util.OptionalDouble;

/** What a session's verdicts were and cost, all together. Thread-safe. */
public final class Totals {
  private int allowed;
  private int denied;
  private int unanswered;
  private Spent spent = Spent.NOTHING;

  /** Counts a verdict; one that was remembered counts, and costs nothing. */
  public synchronized void count(Judgement judgement) {
    switch (judgement) {
      case Judgement.Allowed _ -> allowed++;
      case Judgement.Denied _ -> denied++;
      case Judgement.NoAnswer _ -> unanswered++;
    }
    spent = spent.plus(judgement.spent());
  }

  /** Returns how many there were. */
  public synchronized int verdicts() {
    return allowed + denied + unanswered;
  }

  /** Returns what they cost. */
  public synchronized Spent spent() {
    return spent;
  }

  /** Returns it in one line, for people. */
  public synchronized String text() {
    int all = verdicts();
    if (all == 0) {
      return "classifier: not asked";
    }
    OptionalDouble dollars = spent.dollars();
    return String.format(
        Locale.ROOT,
        "classifier: %d verdicts (%d allowed, %d denied, %d without an answer), %d requests, %d"
            + " tokens (%d from the cache)%s, %.1f s each",
        all,
        allowed,
        denied,
        unanswered,
        spent.requests(),
        spent.tokens(),
        spent.cachedTokens(),
        dollars.isPresent()
            ? String.format(Locale.ROOT, ", $%.4f", dollars.getAsDouble())
            : ", price not known",
        spent.took().toMillis() / 1000.0 / all);
  }
}
