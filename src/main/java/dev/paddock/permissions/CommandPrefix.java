package dev.paddock.permissions;

import java.util.List;

/**
 * The first words, one by one; whatever follows.
 *
 * @param alternatives for each word those that it may be
 */
record CommandPrefix(List<List<String>> alternatives) implements CommandPattern {
  /** Keeps a list that nobody changes. */
  CommandPrefix {
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  @Override
  public Certainty mayMatch(List<String> words) {
    for (int i = 0; i < alternatives.size(); i++) {
      if (i >= words.size()) {
        return Certainty.NO;
      }
      String word = words.get(i);
      int unknown = word.indexOf(UNKNOWN);
      if (unknown >= 0) {
        // What can't be known may be several words, too.
        String known = word.substring(0, unknown);
        return alternatives.get(i).stream().anyMatch(wanted -> wanted.startsWith(known))
            ? Certainty.PERHAPS
            : Certainty.NO;
      }
      if (!alternatives.get(i).contains(word)) {
        return Certainty.NO;
      }
    }
    return Certainty.YES;
  }

  @Override
  public boolean matchesExactly(List<String> words) {
    return mayMatch(words) == Certainty.YES;
  }
}
