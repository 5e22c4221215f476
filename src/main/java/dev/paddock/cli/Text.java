package dev.paddock.cli;

/** Text of others, printed to a terminal. */
final class Text {
  private Text() {}

  /**
   * Replaces what could command a terminal: control characters but line ends and tabs, and lone
   * surrogates.
   */
  static String printable(String text) {
    return text.codePoints()
        .map(
            point ->
                (Character.isISOControl(point) && point != '\n' && point != '\t')
                        || Character.getType(point) == Character.SURROGATE
                        || Character.getType(point) == Character.FORMAT
                    ? '?'
                    : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
