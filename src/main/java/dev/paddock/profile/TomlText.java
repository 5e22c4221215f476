package dev.paddock.profile;

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
          tooDeep.get(), "brackets are nested too deeply", "A profile needs no such nesting");
      return Optional.empty();
    }
    try {
      TomlParseResult result = Toml.parse(text);
      if (!result.hasErrors()) {
        return Optional.of(result);
      }
      result.errors().stream().limit(MOST_ERRORS).forEach(error -> add(error, file, problems));
    } catch (TomlParseError error) { // thrown, not collected, for an escape in a quoted key
      add(error, file, problems);
    } catch (RuntimeException | AssertionError | StackOverflowError defect) {
      problems.add(
          Position.wholeOf(file),
          "this is no TOML that can be read (" + Printable.escape(String.valueOf(defect)) + ")",
          "Remove what is unusual in it, and please report this");
    }
    return Optional.empty();
  }

  private static void add(TomlParseError error, String file, Problems problems) {
    problems.add(
        new Position(file, error.position().line(), error.position().column()),
        "this is no valid TOML: " + Printable.escape(String.valueOf(error.getMessage())),
        "Mend it as TOML 1.0 asks");
  }

  /**
   * Counts brackets without looking whether they are in a string, for a message that names the
   * place. Nesting that this does not see overflows the stack, which is caught.
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
