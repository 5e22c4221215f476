package dev.paddock.inspection;

/**
 * Finds characters that nobody sees and that no script needs where they stand: in the middle of a
 * Latin word, in runs, or copies of ASCII. Joined emoji, flags and scripts that join their letters
 * have single ones.
 */
final class HiddenCharacters implements Detector {
  private static final int FEWEST_IN_RUN = 4;
  private static final int FEWEST_SELECTORS = 2;
  private static final int AROUND = 12;
  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int LONGEST_FLAG = 7;

  @Override
  public void look(String text, Findings findings) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (c < 0x80 || !Unseen.is(c)) {
        i += Character.charCount(c);
        continue;
      }
      int end = i;
      StringBuilder decoded = new StringBuilder();
      int tags = 0;
      int selectors = 0;
      int count = 0;
      while (end < text.length() && Unseen.is(text.codePointAt(end))) {
        int hidden = text.codePointAt(end);
        count += Unseen.isDirection(hidden) ? 0 : 1;
        selectors += Unseen.isVariationSelector(hidden) ? 1 : 0;
        if (Unseen.isTag(hidden)) {
          tags++;
          if (Unseen.tagged(hidden) >= 0) {
            decoded.appendCodePoint(Unseen.tagged(hidden));
          }
        }
        end += Character.charCount(hidden);
      }
      if (tags > 0 && !isFlag(text, i, tags)) {
        findings.addShown(
            Suspicion.Kind.HIDDEN_TEXT,
            i,
            "tags that read: " + Excerpt.of(decoded.toString(), 0, decoded.length()));
      } else if (tags == 0
          && (count >= FEWEST_IN_RUN
              || selectors >= FEWEST_SELECTORS
              || (count > selectors && isInWord(text, i, end)))) {
        findings.addShown(
            Suspicion.Kind.HIDDEN_TEXT, i, Excerpt.of(text, i - AROUND, end + AROUND));
      }
      i = end;
    }
  }

  private static boolean isFlag(String text, int at, int tags) {
    return tags <= LONGEST_FLAG && at >= 2 && text.codePointBefore(at) == BLACK_FLAG;
  }

  private static boolean isInWord(String text, int from, int to) {
    return from > 0
        && to < text.length()
        && isLatin(text.charAt(from - 1))
        && isLatin(text.charAt(to));
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
