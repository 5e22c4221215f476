package dev.paddock.inspection;

/** A short piece of a text as it can be shown on any terminal. */
final class Excerpt {
  private static final int LONGEST = 120;

  private Excerpt() {}

  /** Returns the text from here to there, or its beginning, with U+XXXX for what is not seen. */
  static String of(String text, int from, int to) {
    StringBuilder shown = new StringBuilder();
    int i = Math.max(0, from);
    int end = Math.min(text.length(), to);
    while (i < end && shown.length() < LONGEST) {
      int c = text.codePointAt(i);
      if (c == '\n' || c == '\t' || c == '\r') {
        shown.append(' ');
      } else if (isShown(c)) {
        shown.appendCodePoint(c);
      } else {
        shown.append("U+%04X".formatted(c));
      }
      i += Character.charCount(c);
    }
    return i < end ? shown.append('…').toString() : shown.toString();
  }

  private static boolean isShown(int c) {
    return !Unseen.is(c)
        && switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
