package dev.paddock.rules;

/**
 * One entry of a list that the user or the organisation wrote.
 *
 * @param text prose, or {@link #DEFAULTS}
 * @param origin file and, if it is known, line
 */
public record OwnRule(RuleKind kind, String text, String origin) {
  /** Stands for the built-in list, at the place where it is written. */
  public static final String DEFAULTS = "$defaults";

  boolean isDefaults() {
    return text.equals(DEFAULTS);
  }
}
