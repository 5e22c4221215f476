package dev.paddock.provenance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * Texts in which names are looked for exactly: the user's words, or the agent's own actions.
 * Bounded by forgetting the oldest, after which a name counts as not named. Thread-safe.
 */
final class Trusted {
  private static final int LONGEST = 1 << 18;

  private record Said(long time, String text) {}

  private final int most;
  private final Deque<Said> texts = new ArrayDeque<>();
  private int characters;

  /**
   * @param most how many characters are kept
   */
  Trusted(int most) {
    this.most = most;
  }

  synchronized void add(long time, String text) {
    String cut = text.substring(0, Math.min(text.length(), LONGEST));
    Said said = new Said(time, Mention.small(Spelling.command(cut)));
    texts.addLast(said);
    characters += said.text().length();
    while (characters > most) {
      characters -= texts.removeFirst().text().length();
    }
  }

  /** Returns when one of the names was first used; empty if none was. */
  synchronized OptionalLong first(List<String> names) {
    List<String> small = names.stream().map(Mention::small).toList();
    return texts.stream()
        .filter(said -> small.stream().anyMatch(name -> Mention.in(said.text(), name)))
        .mapToLong(Said::time)
        .findFirst();
  }
}
