package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words as sh(1) does, without a shell: quotes and backslashes count;
 * what a shell would expand, or do, is refused instead of being passed on as it stands.
 */
final class ShellWords {
  private static final String NEEDS_A_SHELL = "|&;<>()`$\n";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * Returns the words, at least one.
   *
   * @throws EntryException if there is none, a quote is not closed, or a shell would be needed
   */
  static List<String> split(String text) {
    return new ShellWords(text).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t' -> end();
        case '\'' -> single();
        case '"' -> quoted();
        case '\\' -> add(next());
        default -> {
          if (NEEDS_A_SHELL.indexOf(c) >= 0 || (!begun && (c == '~' || c == '#'))) {
            throw needsShell(c);
          }
          add(c);
        }
      }
    }
    end();
    if (words.isEmpty()) {
      throw new EntryException("there is no command", "Write the program and its arguments");
    }
    return List.copyOf(words);
  }

  private void single() {
    int close = text.indexOf('\'', at);
    if (close < 0) {
      throw open();
    }
    begun = true;
    word.append(text, at, close);
    at = close + 1;
  }

  private void quoted() {
    begun = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '$' || c == '`') {
        throw needsShell(c);
      }
      if (c == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0) {
        c = text.charAt(at++);
      }
      word.append(c);
    }
    throw open();
  }

  private char next() {
    if (at == text.length()) {
      throw open();
    }
    return text.charAt(at++);
  }

  private void add(char c) {
    begun = true;
    word.append(c);
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }

  private EntryException open() {
    return new EntryException(
        Printable.quote(text) + " ends within quotes or after a backslash", "Close the quote");
  }

  private EntryException needsShell(char c) {
    return new EntryException(
        Printable.quote(text) + " needs a shell for " + c + ", and none runs it",
        "Quote it if it is meant literally, write paths in full, or write a script and name that");
  }
}
