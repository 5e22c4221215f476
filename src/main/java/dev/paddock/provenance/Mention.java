package dev.paddock.provenance;

/**
 * Whether a trusted text names a value: as it is, but for ASCII case, and not as a part of another
 * name. A look-alike is another name. Pure.
 */
public final class Mention {
  private Mention() {}

  /** Tells whether the text names the value. */
  public static boolean exact(String text, String value) {
    return in(small(text), small(value));
  }

  /** Makes ASCII letters small and leaves the others. */
  static String small(String text) {
    StringBuilder small = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        if (small == null) {
          small = new StringBuilder(text);
        }
        small.setCharAt(i, (char) (c + 32));
      }
    }
    return small == null ? text : small.toString();
  }

  /** The same for what is small already. */
  static boolean in(String text, String value) {
    if (value.isBlank()) {
      return false;
    }
    int at = text.indexOf(value);
    while (at >= 0) {
      if (begins(text, at, value) && ends(text, at + value.length(), value)) {
        return true;
      }
      at = text.indexOf(value, at + 1);
    }
    return false;
  }

  private static boolean begins(String text, int at, String value) {
    if (at == 0 || !isOfName(value.charAt(0))) {
      return true;
    }
    char before = text.charAt(at - 1);
    return switch (before) {
      case '.' -> at < 2 || !isOfName(text.charAt(at - 2));
      case '/' -> value.indexOf('/') >= 0 || !isAfterScope(text, at - 1);
      case '\\' -> true;
      default -> !isOfName(before) || isEscapedLineEnd(text, at - 1);
    };
  }

  /** {@code @scope/} before a name makes it another one. */
  private static boolean isAfterScope(String text, int slash) {
    int i = slash;
    while (i > 0 && isOfName(text.charAt(i - 1))) {
      i--;
    }
    return i > 0 && i < slash && text.charAt(i - 1) == '@';
  }

  /** A letter may be the end of {@code \n} in a string of some language. */
  private static boolean isEscapedLineEnd(String text, int at) {
    return at > 0 && text.charAt(at - 1) == '\\' && "nrt".indexOf(text.charAt(at)) >= 0;
  }

  private static boolean ends(String text, int end, String value) {
    if (end >= text.length() || !isOfName(value.charAt(value.length() - 1))) {
      return true;
    }
    char after = text.charAt(end);
    boolean goesOn =
        after == '.'
            && value.indexOf('.') >= 0
            && end + 1 < text.length()
            && isOfName(text.charAt(end + 1));
    return !goesOn && !isOfName(after);
  }

  private static boolean isOfName(char c) {
    return c == '-' || c == '_' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }
}
