package dev.paddock.classifier;

import java.util.Optional;

/**
 * What a model costs, in US dollars for a million tokens.
 *
 * @param input read anew
 * @param output written
 * @param cacheRead read from the provider's cache
 * @param cacheWrite put into it
 */
public record Prices(double input, double output, double cacheRead, double cacheWrite) {
  private static final double MILLION = 1e6;

  /** Checks that no price is below nothing. */
  public Prices {
    if (!(input >= 0 && output >= 0 && cacheRead >= 0 && cacheWrite >= 0)) {
      throw new IllegalArgumentException("A price is 0 or more dollars for a million tokens");
    }
  }

  /** Returns what is known of a model; empty for one whose price only its owner knows. */
  public static Optional<Prices> known(String model) {
    return Resource.lines("prices.txt").stream()
        .map(line -> line.split("\\s+"))
        .filter(words -> words[0].equals(model))
        .map(
            words ->
                new Prices(
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]),
                    Double.parseDouble(words[4])))
        .findFirst();
  }

  double dollars(long read, long cached, long written, long wrote) {
    return (read * input + cached * cacheRead + written * cacheWrite + wrote * output) / MILLION;
  }
}
