package dev.paddock.profile;

import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Parses TOML, and survives what a hostile file does to a recursive parser. */
final class TomlText {
  /** Far above any profile's nesting, far below what overflows the parser's stack. */
  private static final int DEEPEST = 32;

  private static final int MOST_ERRORS = 20;

  private TomlText() {}

  /** Returns the table; empty if the text is no TOML, which is then among the problems. */
  static Optional<TomlTable> parse(String text, String file, Problems problems) {
    Optional<Position> tooDeep = tooDeep(text, file);
    if (tooDeep.isPresent()) {
      problems.add(
          tooDeep.get(),
          "brackets or dotted keys are nested too deeply",
          "A profile needs no such nesting");
      return Optional.empty();
    }
    TomlParseResult result = Toml.parse(text);
    if (!result.hasErrors()) {
      return Optional.of(result);
    }
    List<TomlParseError> errors = result.errors();
    for (TomlParseError error : errors.subList(0, Math.min(MOST_ERRORS, errors.size()))) {
      problems.add(
          new Position(file, error.position().line(), error.position().column()),
          "this is no valid TOML: " + Printable.escape(String.valueOf(error.getMessage())),
          "Mend it as TOML 1.0 asks");
    }
    return Optional.empty();
  }

  /**
   * Counts brackets and, in one line, dots without looking whether they are in a string: what is
   * refused too often is a text that no profile has.
   */
  private static Optional<Position> tooDeep(String text, String file) {
    int line = 1;
    int lineStart = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\n' -> {
          line++;
          lineStart = i + 1;
        }
        case '[', '{' -> depth++;
        case ']', '}' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (depth > DEEPEST) {
        return Optional.of(new Position(file, line, i - lineStart + 1));
      }
    }
    return Optional.empty();
  }
}
