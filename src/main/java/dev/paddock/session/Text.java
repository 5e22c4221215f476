package dev.paddock.session;

/**
 * Text of others, printed to a terminal: file names, contents of files, output of programs.
 * Thread-safe.
 */
public final class Text {
  private Text() {}

  /**
   * Replaces what could command a terminal: control characters but line ends and tabs, and lone
   * surrogates.
   */
  public static String printable(String text) {
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
