package dev.paddock.evaluation;

import java.util.Locale;

/**
 * How many of how many, and what that says of the rate behind it: Wilson's score interval at 95 %,
 * which stays inside 0 to 1 and is honest about few and about none (E. B. Wilson, JASA 22, 1927).
 */
public record Proportion(long hits, long of) {
  /** The standard normal distribution's 97.5 % point. */
  private static final double Z = 1.959963984540054;

  /** Refuses more hits than there are tries. */
  public Proportion {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException(hits + " of " + of);
    }
  }

  /** Returns the share; 0 of none. */
  public double share() {
    return of == 0 ? 0 : (double) hits / of;
  }

  /** Returns the interval's lower end; 0 of none. */
  public double low() {
    return hits == 0 ? 0 : Math.max(0, centre() - half());
  }

  /** Returns the interval's upper end; 1 of none. */
  public double high() {
    return hits == of ? 1 : Math.min(1, centre() + half());
  }

  /** Returns it for people, {@code 3.1 % (1.1–8.7)} say; a dash of none. */
  public String text() {
    return of == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%.1f %% (%.1f–%.1f)", 100 * share(), 100 * low(), 100 * high());
  }

  private double centre() {
    return (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private double half() {
    double share = share();
    return Z * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
  }
}
