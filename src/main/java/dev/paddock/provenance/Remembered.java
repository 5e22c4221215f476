package dev.paddock.provenance;

import java.util.Arrays;
import java.util.List;

/** What is still known of a content. Immutable. */
sealed interface Remembered {
  /** How much room it takes, in units of its kind. */
  int size();

  /** All of it. */
  record Whole(View view) implements Remembered {
    @Override
    public int size() {
      return view.text().length();
    }
  }

  /** That some names stood in it: hashes of words and of their parts, sorted. */
  final class Names implements Remembered {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 200;

    private final long[] hashes;

    private Names(long[] hashes) {
      this.hashes = hashes;
    }

    static Names of(View view) {
      LongList found = new LongList();
      String text = view.text();
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        if (i == text.length() || isBetween(text.charAt(i))) {
          word(text, start, i, found);
          start = i + 1;
        }
      }
      return new Names(found.sortedDistinct());
    }

    /** A word, and what is left of it without what stands around names in URLs and addresses. */
    private static void word(String text, int from, int to, LongList found) {
      int start = from;
      int end = Math.min(to, from + LONGEST);
      while (start < end && !isOfName(text.charAt(start)) && text.charAt(start) != '@') {
        start++;
      }
      while (end > start && !isOfName(text.charAt(end - 1))) {
        end--;
      }
      add(text, start, end, found);
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (c == '/' || c == ':' || c == '@' || c == '=') {
          add(text, i + 1, end, found);
          add(text, start, i, found);
          int next = i + 1;
          while (next < end && "/:@=?#".indexOf(text.charAt(next)) < 0) {
            next++;
          }
          add(text, i + 1, next, found);
        }
      }
    }

    private static void add(String text, int from, int to, LongList found) {
      if (to - from >= SHORTEST) {
        found.add(hash(text, from, to));
      }
    }

    boolean has(List<String> names) {
      return names.stream()
          .anyMatch(name -> Arrays.binarySearch(hashes, hash(name, 0, name.length())) >= 0);
    }

    @Override
    public int size() {
      return hashes.length;
    }

    /** FNV-1a over UTF-16 units. A collision costs a question. */
    private static long hash(String text, int from, int to) {
      long hash = 0xcbf29ce484222325L;
      for (int i = from; i < to; i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      }
      return hash;
    }

    private static boolean isBetween(char c) {
      return " \"'`<>()[]{},;|".indexOf(c) >= 0;
    }

    private static boolean isOfName(char c) {
      return Character.isLetterOrDigit(c);
    }
  }
}
