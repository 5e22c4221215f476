package dev.paddock.inspection;

import java.util.List;
import java.util.Set;

/**
 * Finds lines that pose as somebody's in a conversation: {@code Human: …} after an empty line, or
 * prose in an element {@code <system>}. Settings and logs have such lines too, with values instead
 * of sentences.
 */
final class RoleLines implements Detector {
  private static final Set<String> SPEAKERS = Set.of("human", "assistant", "user", "system");
  private static final Set<String> TALK =
      Set.of(
          "you",
          "your",
          "please",
          "i",
          "yes",
          "approve",
          "approved",
          "ignore",
          "must",
          "ahead",
          "permission",
          "allowed",
          "authorized",
          "authorised",
          "agree",
          "now",
          "run",
          "execute");
  private static final int FEWEST_WORDS = 3;
  private static final int MOST_LOOKED_AT = 240;
  private static final int LONGEST_NAME = 24;

  @Override
  public void look(String text, Findings findings) {
    lines(text, findings);
    elements(text, findings);
  }

  private static void lines(String text, Findings findings) {
    boolean afterEmpty = true;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int limit = Math.min(end, start + MOST_LOOKED_AT);
      int colon = colon(text, start, Math.min(limit, start + LONGEST_NAME));
      if (afterEmpty && colon > 0 && speaks(text, start, colon, limit)) {
        findings.add(Suspicion.Kind.INSTRUCTION, text, start, limit);
      }
      afterEmpty = text.substring(start, limit).isBlank();
      start = end + 1;
    }
  }

  private static int colon(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == ':' || text.charAt(i) == '：') {
        return i;
      }
    }
    return -1;
  }

  private static boolean speaks(String text, int start, int colon, int end) {
    List<String> name = Words.of(text.substring(start, colon));
    String first = text.substring(start, colon).replaceAll("[*#>\\s\\[\\]_]", "");
    if (name.size() != 1
        || !SPEAKERS.contains(name.getFirst())
        || first.isEmpty()
        || !Character.isUpperCase(first.codePointAt(0))) {
      return false;
    }
    List<String> said = Words.of(text.substring(colon + 1, end));
    return said.size() >= FEWEST_WORDS && said.stream().anyMatch(TALK::contains);
  }

  private static void elements(String text, Findings findings) {
    int at = text.indexOf('<');
    while (at >= 0 && !findings.isFull(Suspicion.Kind.INSTRUCTION)) {
      if (text.regionMatches(true, at, "<system>", 0, 8)) {
        int next = text.indexOf('<', at + 1);
        int end = Math.min(next < 0 ? text.length() : next, at + MOST_LOOKED_AT);
        List<String> said = Words.of(text.substring(at + 8, end));
        if (said.size() > FEWEST_WORDS && said.stream().anyMatch(TALK::contains)) {
          findings.add(Suspicion.Kind.INSTRUCTION, text, at, end);
        }
      }
      at = text.indexOf('<', at + 1);
    }
  }
}
