package dev.paddock.profile;

import java.time.Duration;
import java.util.Optional;

/**
 * The part [ask] of a profile.
 *
 * @param patience how long an action waits for an answer of {@code paddock ask}, where the agent
 *     itself can't show a question
 */
public record AskRules(Optional<Sourced<Duration>> patience) {
  static final AskRules NONE = new AskRules(Optional.empty());

  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofMinutes(3); // hooks wait no longer

  /** Returns how long an action waits, said or not. */
  public Duration patienceInForce() {
    return patience.map(Sourced::value).orElse(USUAL);
  }

  static Duration patience(String text) {
    return ShortTime.parse(text, Duration.ZERO, MOST);
  }
}
