package dev.paddock.classifier;

/** Tells characters that people see from those that hide, reorder or control text. Pure. */
final class Visible {
  private Visible() {}

  /** Whether a character can be shown as it is. */
  static boolean is(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> !isBlank(point);
    };
  }

  /** Letters and marks by their kind that nobody sees: fillers, joiners, variation selectors. */
  private static boolean isBlank(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default ->
          (point >= 0x180B && point <= 0x180F)
              || (point >= 0xFE00 && point <= 0xFE0F)
              || (point >= 0xE0100 && point <= 0xE01EF);
    };
  }

  /** Makes one line of a text, with {@code ?} for what can't be shown. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> Character.isWhitespace(point) ? ' ' : point)
        .forEach(point -> line.appendCodePoint(is(point) ? point : '?'));
    return line.toString().replaceAll(" {2,}", " ").strip();
  }
}
