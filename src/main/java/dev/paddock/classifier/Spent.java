package dev.paddock.classifier;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a verdict cost.
 *
 * @param requests that were sent, repeated ones included
 * @param inputTokens that were read anew
 * @param cachedTokens that the provider read from its cache
 * @param writtenTokens that the provider put into its cache
 * @param outputTokens that the model wrote
 * @param dollars empty if no price is known
 * @param took from the question to the verdict
 */
public record Spent(
    int requests,
    long inputTokens,
    long cachedTokens,
    long writtenTokens,
    long outputTokens,
    OptionalDouble dollars,
    Duration took) {
  /** Nothing. */
  public static final Spent NOTHING = new Spent(0, 0, 0, 0, 0, OptionalDouble.of(0), Duration.ZERO);

  /** Returns both together; a price that is unknown of one is unknown of both. */
  public Spent plus(Spent more) {
    return new Spent(
        requests + more.requests,
        inputTokens + more.inputTokens,
        cachedTokens + more.cachedTokens,
        writtenTokens + more.writtenTokens,
        outputTokens + more.outputTokens,
        dollars.isPresent() && more.dollars.isPresent()
            ? OptionalDouble.of(dollars.getAsDouble() + more.dollars.getAsDouble())
            : OptionalDouble.empty(),
        took.plus(more.took));
  }

  /** Returns all tokens together. */
  public long tokens() {
    return inputTokens + cachedTokens + writtenTokens + outputTokens;
  }

  /** Returns it in one line, for people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%d %s, %d tokens in (%d from the cache), %d out, %s, %.1f s",
        requests,
        requests == 1 ? "request" : "requests",
        inputTokens + cachedTokens + writtenTokens,
        cachedTokens,
        outputTokens,
        dollars.isPresent()
            ? String.format(Locale.ROOT, "$%.4f", dollars.getAsDouble())
            : "price not known",
        took.toMillis() / 1000.0);
  }

  Spent withTook(Duration time) {
    return new Spent(
        requests, inputTokens, cachedTokens, writtenTokens, outputTokens, dollars, time);
  }
}
