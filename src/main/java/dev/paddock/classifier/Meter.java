package dev.paddock.classifier;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums up what one verdict costs. Used by one thread. */
final class Meter {
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final Optional<Prices> prices;
  private final Purse purse;
  private Spent spent = Spent.NOTHING;

  Meter(Optional<Prices> prices, Purse purse) {
    this.prices = prices;
    this.purse = purse;
  }

  /** Counts a request of which the provider told, or did not tell, what it took. */
  void answered(Usage usage, Dialect.Question question) {
    add(usage.isNothing() ? estimate(question) : usage);
  }

  /**
   * Counts a request that failed.
   *
   * @param charged whether the provider may have counted it: then it is estimated
   */
  void failed(boolean charged, Dialect.Question question) {
    add(charged ? estimate(question) : new Usage(0, 0, 0, 0));
  }

  private static Usage estimate(Dialect.Question question) {
    return new Usage(
        question.prompt().length(question.instruction()) / CHARACTERS_PER_TOKEN, 0, 0, 0);
  }

  private void add(Usage usage) {
    Spent more =
        new Spent(
            1,
            usage.input(),
            usage.cached(),
            usage.written(),
            usage.output(),
            prices
                .map(
                    known ->
                        OptionalDouble.of(
                            known.dollars(
                                usage.input(), usage.cached(), usage.written(), usage.output())))
                .orElseGet(OptionalDouble::empty),
            Duration.ZERO);
    spent = spent.plus(more);
    purse.add(more);
  }

  /** What it was so far. */
  Spent spent(Duration took) {
    return spent.withTook(took);
  }
}
