package dev.paddock.profile;

import java.util.Optional;

/**
 * Where a list of TOML ends in a text.
 *
 * @param last the last character in it, or its opening bracket, that is neither blank nor comment
 * @param end its closing bracket
 */
record TomlList(int last, int end) {
  /**
   * Looks for the end of a list of plain strings; empty if there is anything else in it.
   *
   * @param open its opening bracket
   */
  static Optional<TomlList> scan(String text, int open) {
    int last = open;
    for (int at = open + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ']') {
        return Optional.of(new TomlList(last, at));
      }
      if (c == '"' || c == '\'') {
        at = endOfString(text, at);
        last = at;
      } else if (c == '#') {
        at = endOfLine(text, at);
      } else if (c == ',') {
        last = at;
      } else if (!Character.isWhitespace(c)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static int endOfLine(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static int endOfString(String text, int open) {
    char quote = text.charAt(open);
    int at = open + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}
