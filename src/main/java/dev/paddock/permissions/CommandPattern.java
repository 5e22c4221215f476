package dev.paddock.permissions;

import java.util.List;

/** Which commands a rule speaks of. Immutable. */
sealed interface CommandPattern permits AnyCommand, CommandGlob, CommandPrefix, CommandRegex {
  /** What stands in words for what can't be known before the command runs. */
  String UNKNOWN = "…";

  /**
   * Tells whether it matches for a rule that denies or asks: where it can't be told, perhaps.
   *
   * @param words a program's name and arguments, at least one
   */
  Certainty mayMatch(List<String> words);

  /**
   * Tells whether it matches for a rule that allows: every word is known and where it should be.
   */
  boolean matchesExactly(List<String> words);
}
