package dev.paddock.git;

import java.util.List;

/**
 * What came of a landing, in sentences for people.
 *
 * @param landed what is in the repository outside now
 * @param told what stayed inside, and why
 */
public record LandingReport(List<String> landed, List<String> told) {
  static final LandingReport NOTHING = new LandingReport(List.of(), List.of());

  /** Keeps lists that nobody changes. */
  public LandingReport {
    landed = List.copyOf(landed);
    told = List.copyOf(told);
  }
}
