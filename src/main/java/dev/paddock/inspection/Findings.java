package dev.paddock.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what detectors find in one part of a text. A few of each kind are enough to warn of: a
 * page full of them must not fill the warning. Not thread-safe.
 */
final class Findings {
  private static final int MOST_OF_A_KIND = 5;

  private final int offset;
  private final List<Suspicion> all = new ArrayList<>();
  private final Map<Suspicion.Kind, Integer> counts = new EnumMap<>(Suspicion.Kind.class);

  /**
   * @param offset where the part begins in the text
   */
  Findings(int offset) {
    this.offset = offset;
  }

  /** Takes down what was found in the text from here to there. */
  void add(Suspicion.Kind kind, String text, int from, int to) {
    addShown(kind, from, Excerpt.of(text, from, to));
  }

  /** Takes down what was found, with an excerpt that is printable already. */
  void addShown(Suspicion.Kind kind, int place, String excerpt) {
    if (counts.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
      all.add(new Suspicion(kind, offset + place, excerpt));
    }
  }

  /** Whether more of this kind would be left out. */
  boolean isFull(Suspicion.Kind kind) {
    return counts.getOrDefault(kind, 0) >= MOST_OF_A_KIND;
  }

  /** In the order of the text. */
  List<Suspicion> all() {
    return all.stream().sorted(Comparator.comparingInt(Suspicion::place)).toList();
  }
}
