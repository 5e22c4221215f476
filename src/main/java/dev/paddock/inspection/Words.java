package dev.paddock.inspection;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a skeleton: runs of letters and digits. Apostrophes don't part a word: "don't" is
 * {@code dont}, and so is "do not".
 */
final class Words {
  private final Skeleton skeleton;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();

  Words(Skeleton skeleton) {
    this.skeleton = skeleton;
    String text = skeleton.text();
    StringBuilder word = new StringBuilder();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (isOfWord(c)) {
        if (word.isEmpty()) {
          start = i;
        }
        word.append(c);
      } else if (!word.isEmpty() && !isApostrophe(text, i)) {
        add(word.toString(), start, i);
        word.setLength(0);
      }
    }
  }

  private void add(String word, int start, int end) {
    if (word.equals("not") && !words.isEmpty() && words.getLast().equals("do")) {
      words.set(words.size() - 1, "dont");
      ends.set(ends.size() - 1, end);
    } else {
      words.add(word);
      starts.add(start);
      ends.add(end);
    }
  }

  /** Returns the words of a line as they are compared. */
  static List<String> of(String line) {
    return new Words(Skeleton.withPlaces(line)).words;
  }

  int count() {
    return words.size();
  }

  /** Returns the word, or an empty text beyond the end. */
  String word(int index) {
    return index >= 0 && index < words.size() ? words.get(index) : "";
  }

  /** Returns where it begins in the original text. */
  int place(int index) {
    return skeleton.place(starts.get(index));
  }

  /** Returns where it ends in the original text. */
  int end(int index) {
    return skeleton.place(ends.get(index) - 1) + 1;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  private static boolean isApostrophe(String text, int i) {
    return i + 1 < text.length() && text.charAt(i) == '\'' && isOfWord(text.charAt(i + 1));
  }
}
