package dev.paddock.profile;

import java.util.regex.Pattern;

/** An entry of {@code permissions.allow}: a rule in Claude Code's form for commands. */
final class AllowLine {
  private static final int LONGEST = 4_096;
  private static final Pattern FORM = Pattern.compile("Bash\\(.*\\S.*\\)");

  private AllowLine() {}

  /**
   * Reads an entry as far as its form goes; what its pattern means is not this room's.
   *
   * @throws EntryException if it has not this form
   */
  static String parse(String text) {
    if (Printable.hasControlCharacters(text)) {
      throw new EntryException(Printable.quote(text) + " has control characters", "Remove them");
    }
    if (text.length() > LONGEST) {
      throw new EntryException(
          "a rule is longer than " + LONGEST + " characters", "Write a shorter one");
    }
    if (!FORM.matcher(text).matches()) {
      throw new EntryException(
          Printable.quote(text) + " is no rule for commands",
          "Write \"Bash(COMMAND)\", as in \"Bash(npm publish --dry-run)\"; what files and hosts are"
              + " reached is said by [files] and [network]");
    }
    return text;
  }
}
