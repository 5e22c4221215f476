package dev.paddock.rules;

import java.util.Arrays;
import java.util.Optional;

/** What a rule does, in the order in which they are printed. */
public enum RuleKind {
  /** An exception to {@link #SOFT_DENY}. */
  ALLOW("allow"),
  /** Denied, unless an exception or the user's own words clear it. */
  SOFT_DENY("soft_deny"),
  /** Denied, and nothing clears it. */
  HARD_DENY("hard_deny"),
  /** No rule but a fact, by which the rules are read. */
  ENVIRONMENT("environment");

  private final String key;

  RuleKind(String key) {
    this.key = key;
  }

  /** Returns the name in profiles and settings. */
  public String key() {
    return key;
  }

  static Optional<RuleKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}
