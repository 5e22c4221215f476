package dev.paddock.inspection;

/**
 * Finds controls that reorder text. Overrides have no place in any document; embeddings and
 * isolates have one in lines with letters that are written from right to left.
 */
final class BidirectionalControls implements Detector {
  private static final int AROUND = 200;

  @Override
  public void look(String text, Findings findings) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Unseen.isDirection(c)) {
        boolean override = c == 0x202D || c == 0x202E;
        if (override || !isBesideRightToLeft(text, i)) {
          findings.addShown(Suspicion.Kind.BIDIRECTIONAL, i, Excerpt.of(text, i - 20, i + 40));
        }
        i += 39; // the excerpt shows these
      }
    }
  }

  private static boolean isBesideRightToLeft(String text, int at) {
    int to = Math.min(text.length(), at + AROUND);
    for (int i = Math.max(0, at - AROUND); i < to; i++) {
      byte direction = Character.getDirectionality(text.charAt(i));
      if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
          || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
        return true;
      }
    }
    return false;
  }
}
