package dev.paddock.egress;

/** Text from inside, made safe for messages: printable ASCII, and not too long. */
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  /** Shows a word. */
  static String text(String hostile) {
    return shown(hostile, '!');
  }

  /** Shows a message, which may have spaces. */
  static String sentence(String hostile) {
    return shown(hostile, ' ');
  }

  private static String shown(String hostile, char first) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < hostile.length(); i++) {
      if (shown.length() >= LONGEST) {
        return shown.append("...").toString();
      }
      char c = hostile.charAt(i);
      if (c >= first && c < 0x7f && "\"'<>\\&`".indexOf(c) < 0) {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04X", (int) c));
      }
    }
    return shown.toString();
  }
}
