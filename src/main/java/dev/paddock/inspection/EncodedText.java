package dev.paddock.inspection;

import java.util.List;

/**
 * Finds encoded text that speaks to an agent, or is a command, once it is decoded. Data, keys and
 * pictures decode to neither.
 */
final class EncodedText implements Detector {
  private static final int DEPTH = 3;
  private static final int LONGEST = 1 << 16;
  private static final int FEWEST_ESCAPES = 4;
  private static final int AFTER = 80;
  private static final int WIDEST_GAP = 16;

  @Override
  public void look(String text, Findings findings) {
    Pieces blocks = new Pieces();
    EncodedBlocks.in(text).forEach(block -> blocks.add(block.place(), block.text()));
    blocks.judge(
        decoded -> speaks(decoded, DEPTH), piece -> found(piece.place(), piece.text(), findings));
    Pieces stretches = new Pieces();
    stretches(text, stretches);
    stretches.judge(
        EncodedText::speaksOnlyUndone,
        piece -> found(piece.place(), Escapes.undone(piece.text()), findings));
  }

  private static boolean speaks(String text, int depth) {
    String start = text.substring(0, Math.min(text.length(), LONGEST));
    String plain = Escapes.undone(start);
    if (Speech.instructs(plain) || Speech.commands(plain)) {
      return true;
    }
    return depth > 0
        && EncodedBlocks.in(start).stream().anyMatch(inner -> speaks(inner.text(), depth - 1));
  }

  /** Finds the stretches in which escape follows escape. */
  private static void stretches(String text, Pieces stretches) {
    int i = 0;
    while (i < text.length()) {
      int length = Escapes.length(text, i);
      if (length == 0) {
        i++;
        continue;
      }
      int end = i + length;
      int count = signs(text, i, end);
      int at = end;
      while (at < text.length() && at - end < WIDEST_GAP) {
        int more = Escapes.length(text, at);
        count += more > 0 ? signs(text, at, at + more) : 0;
        at += Math.max(more, 1);
        end = more > 0 ? at : end;
      }
      if (count >= FEWEST_ESCAPES) {
        int from = Math.max(0, i - 2 * WIDEST_GAP);
        stretches.add(from, text.substring(from, Math.min(text.length(), at + AFTER)));
      }
      i = end;
    }
  }

  /** What percent signs stand for together counts sign by sign. */
  private static int signs(String text, int from, int to) {
    return text.charAt(from) == '%' ? Math.max(1, (to - from) / 3) : 1;
  }

  private static boolean speaksOnlyUndone(String written) {
    String plain = Escapes.undone(written);
    return (Speech.instructs(plain) && !Speech.instructs(written))
        || (Speech.commands(plain) && !Speech.commands(written));
  }

  private static void found(int place, String plain, Findings findings) {
    List<String> lines = plain.lines().filter(line -> !line.isBlank()).toList();
    String first = lines.isEmpty() ? plain : String.join(" ", lines);
    findings.addShown(
        Suspicion.Kind.ENCODED, place, "decodes to: " + Excerpt.of(first, 0, first.length()));
  }
}
