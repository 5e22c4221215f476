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

  /** Tells whether a text is no prose but must have been meant as {@link #DEFAULTS}. */
  static boolean isMistaken(String text) {
    return text.strip().matches("\\$\\S*") && !text.equals(DEFAULTS);
  }

  boolean isDefaults() {
    return text.equals(DEFAULTS);
  }
}
