package dev.paddock.profile;

import java.util.regex.Pattern;

/**
 * An environment variable that is passed on, {@code NAME}, or several, {@code PREFIX_*}.
 *
 * @param text the entry as it was written
 */
public record VariablePattern(String text) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern WILDCARD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*_\\*");
  private static final int SHORTEST_PREFIX = 3;

  /**
   * Reads an entry.
   *
   * @throws EntryException if it is neither form, if the prefix has less than three characters, or
   *     is one that names of secrets are known to start with
   */
  public static VariablePattern parse(String text) {
    if (NAME.matcher(text).matches()) {
      return new VariablePattern(text);
    }
    if (!text.contains("*")) {
      throw new EntryException(
          Printable.quote(text) + " is no name of a variable",
          "Write a name such as LANG, or PREFIX_*; values can't be set here");
    }
    if (!WILDCARD.matcher(text).matches() || prefix(text).length() < SHORTEST_PREFIX) {
      throw new EntryException(
          Printable.quote(text) + " would pass variables that nobody has named",
          "Name each variable; only a prefix such as LC_* may end in *");
    }
    if (SecretNames.isSecretPrefix(prefix(text))) {
      throw new EntryException(
          Printable.quote(text) + " would pass secrets along", "Name each variable that is needed");
    }
    return new VariablePattern(text);
  }

  /**
   * Tells whether a variable is passed. A wildcard never passes one whose name looks like that of a
   * secret; only its exact name does.
   */
  public boolean passes(String variable) {
    if (!text.endsWith("*")) {
      return variable.equals(text);
    }
    return variable.startsWith(prefix(text))
        && NAME.matcher(variable).matches()
        && !SecretNames.looksSecret(variable);
  }

  private static String prefix(String text) {
    return text.substring(0, text.length() - 1);
  }
}
