package dev.paddock.workspace;

import java.util.Locale;

/**
 * Text with names of files in it, for people. A session chooses names, and a terminal obeys control
 * characters, reorders at bidirectional ones and shows nothing for others.
 */
final class Printable {
  private Printable() {}

  /**
   * Returns the text with each character that is not plainly visible as {@code \\u} and its code.
   */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isShown(point)) {
                shown.appendCodePoint(point);
              } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", point));
              }
            });
    return shown.toString();
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
