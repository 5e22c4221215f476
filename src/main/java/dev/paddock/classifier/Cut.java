package dev.paddock.classifier;

/** Makes long texts shorter, and says so. Pure. */
final class Cut {
  private static final String BEGINS = "[left out: ";
  private static final String ENDS = " characters]";

  private Cut() {}

  /** Leaves out the middle of a text that is longer than a bound. */
  static String middle(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int head = whole(text, longest / 2);
    int tail = whole(text, text.length() - (longest - longest / 2));
    return text.substring(0, head) + mark(tail - head) + text.substring(tail);
  }

  /** Leaves out the end of a text that is longer than a bound. */
  static String end(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, whole(text, longest)) + "…";
  }

  private static String mark(int count) {
    return " " + BEGINS + count + ENDS + " ";
  }

  /** Not between the two halves of one character. */
  private static int whole(String text, int place) {
    return place > 0
            && Character.isHighSurrogate(text.charAt(place - 1))
            && Character.isLowSurrogate(text.charAt(place))
        ? place - 1
        : place;
  }
}
