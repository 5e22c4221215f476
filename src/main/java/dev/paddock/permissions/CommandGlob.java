package dev.paddock.permissions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Claude Code's pattern for commands: {@code *} is any text, spaces included; {@code " *"} at the
 * end is a word's end and whatever follows; {@code :*} at the end means the same; {@code \*} is the
 * character. Words are compared as the shell hands them to the program, so quotes in a rule and in
 * a command mean what they mean there.
 *
 * <p>Time is proportional to the product of both lengths at most. Immutable.
 */
final class CommandGlob implements CommandPattern {
  private static final int LONGEST = 100_000;

  /** Private characters: what neither a rule nor a command holds. */
  private static final char ANY = '\uE000';

  private static final char INNER_SPACE = '\uE001';

  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=");

  private final String raw;
  private final String words;
  private final boolean wordEnd;

  private CommandGlob(String raw, String words, boolean wordEnd) {
    this.raw = raw;
    this.words = words;
    this.wordEnd = wordEnd;
  }

  /** Reads the text between the brackets of {@code Bash(...)}. */
  static CommandGlob parse(String text) {
    String pattern = text.strip();
    boolean wordEnd = false;
    if (pattern.endsWith(":*")) {
      pattern = pattern.substring(0, pattern.length() - 2).stripTrailing();
      wordEnd = true;
    } else if (pattern.endsWith(" *")) {
      pattern = pattern.substring(0, pattern.length() - 2).stripTrailing();
      wordEnd = true;
    }
    return new CommandGlob(compile(pattern, false), compile(pattern, true), wordEnd);
  }

  /**
   * Returns why no single program can match; empty if one can.
   *
   * @param text as for {@link #parse}
   */
  static Optional<String> impossible(String text) {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && "|&;<>\n`".indexOf(c) >= 0) {
        return Optional.of(
            "it is about several commands, or more than words; programs are looked at one by one");
      }
    }
    return ASSIGNMENT.matcher(text.strip()).lookingAt()
        ? Optional.of("an assignment in front is no part of the program that starts")
        : Optional.empty();
  }

  /** Returns the text before the first {@code *}: what the rule is certain of. */
  String literalStart() {
    int any = words.indexOf(ANY);
    return any < 0 ? words : words.substring(0, any);
  }

  /** Tells whether more than one command can match. */
  boolean isOpen() {
    return wordEnd || words.indexOf(ANY) >= 0;
  }

  @Override
  public Certainty mayMatch(List<String> command) {
    String text = clean(String.join(" ", command));
    if (text.length() > LONGEST) {
      return Certainty.PERHAPS;
    }
    if (matches(words, text) || matches(raw, text)) {
      return Certainty.YES;
    }
    return text.contains(UNKNOWN) && mightMatch(words.replace(INNER_SPACE, ' '), text)
        ? Certainty.PERHAPS
        : Certainty.NO;
  }

  @Override
  public boolean matchesExactly(List<String> command) {
    String text = String.join(" ", command.stream().map(word -> inner(clean(word))).toList());
    return text.length() <= LONGEST && !text.contains(UNKNOWN) && matchesWhole(words, text);
  }

  private boolean matches(String pattern, String text) {
    return matchesWhole(pattern.replace(INNER_SPACE, ' '), text);
  }

  private boolean matchesWhole(String pattern, String text) {
    return Glob.matches(pattern, text, ANY)
        || (wordEnd && Glob.matches(pattern + " " + ANY, text, ANY));
  }

  /** Both sides have parts that may be any text: a row of the table for each character of one. */
  private boolean mightMatch(String pattern, String text) {
    String whole = wordEnd ? pattern + ANY : pattern; // the word's end may lie in the unknown part
    boolean[] row = new boolean[whole.length() + 1];
    row[0] = true;
    for (int i = 0; i < whole.length() && whole.charAt(i) == ANY; i++) {
      row[i + 1] = true;
    }
    for (int at = 0; at < text.length(); at++) {
      boolean unknown = text.charAt(at) == UNKNOWN.charAt(0);
      boolean[] next = new boolean[row.length];
      next[0] = unknown && row[0];
      for (int i = 0; i < whole.length(); i++) {
        char wanted = whole.charAt(i);
        if (unknown) {
          next[i + 1] = row[i + 1] || next[i];
        } else if (wanted == ANY) {
          next[i + 1] = next[i] || row[i + 1];
        } else {
          next[i + 1] = row[i] && wanted == text.charAt(at);
        }
      }
      row = next;
    }
    return row[whole.length()];
  }

  /**
   * Returns the pattern with private characters for what has a meaning.
   *
   * @param unquoted whether quotes are taken away, and spaces in them marked
   */
  private static String compile(String pattern, boolean unquoted) {
    StringBuilder compiled = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length() && isEscape(pattern.charAt(i + 1), unquoted)) {
        compiled.append(pattern.charAt(++i));
      } else if (c == '*') {
        compiled.append(ANY);
      } else if (unquoted && quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (unquoted && c == quote) {
        quote = 0;
      } else if (quote != 0) {
        compiled.append(inner(String.valueOf(c)));
      } else if (!Character.isWhitespace(c)) {
        compiled.append(c == ANY || c == INNER_SPACE ? '?' : c);
      } else if (compiled.isEmpty() || compiled.charAt(compiled.length() - 1) != ' ') {
        compiled.append(' ');
      }
    }
    return compiled.toString();
  }

  private static boolean isEscape(char c, boolean unquoted) {
    return c == '*' || c == '\\' || (unquoted && "\"' $`".indexOf(c) >= 0);
  }

  private static String inner(String text) {
    StringBuilder marked = new StringBuilder(text);
    for (int i = 0; i < marked.length(); i++) {
      if (Character.isWhitespace(marked.charAt(i))) {
        marked.setCharAt(i, INNER_SPACE);
      }
    }
    return marked.toString();
  }

  private static String clean(String text) {
    return text.replace(ANY, '?').replace(INNER_SPACE, '?');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommandGlob that
        && raw.equals(that.raw)
        && words.equals(that.words)
        && wordEnd == that.wordEnd;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {raw, words, wordEnd});
  }
}
