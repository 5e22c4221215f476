package dev.paddock.profile;

/** Makes text from files that others wrote safe to show on a terminal. */
public final class Printable {
  private static final int LONGEST = 120;

  private Printable() {}

  /** Escapes what a terminal would obey or what would change the order of the text. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isHarmless(point)) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append(String.format(point > 0xFFFF ? "\\U%08X" : "\\u%04X", point));
              }
            });
    return escaped.toString();
  }

  /** Returns the text in quotes, escaped, and cut where it is too long to be read. */
  public static String quote(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return '"' + escape(text) + '"';
    }
    return '"' + escape(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…\"";
  }

  static boolean hasControlCharacters(String text) {
    return text.codePoints().anyMatch(Character::isISOControl);
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
