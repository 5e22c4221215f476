package dev.paddock.provenance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What came in, in its order. Bounded: of the oldest content only the hashes of its names are kept,
 * of still older nothing. Thread-safe; names are looked for without the lock.
 */
final class Content {
  private static final long MOST_CHARACTERS = 8L << 20;
  private static final long MOST_HASHES = 1L << 20;
  private static final int MOST_ITEMS = 20_000;

  /**
   * One content.
   *
   * @param origin where it came from, for people
   * @param time of the session's own clock
   * @param actions how many actions there were before it
   */
  record Item(String origin, long time, int actions, Remembered text) {
    boolean names(Needle needle) {
      return switch (text) {
        case Remembered.Whole whole -> needle.isIn(whole.view());
        case Remembered.Names names -> names.has(needle.names());
      };
    }
  }

  private final Deque<Item> whole = new ArrayDeque<>();
  private final Deque<Item> reduced = new ArrayDeque<>();
  private long characters;
  private long hashes;

  synchronized void add(Item item) {
    whole.addLast(item);
    characters += item.text().size();
    while (characters > MOST_CHARACTERS && whole.size() > 1) {
      reduce(whole.removeFirst());
    }
    while (reduced.size() + whole.size() > MOST_ITEMS || hashes > MOST_HASHES) {
      hashes -= reduced.isEmpty() ? 0 : reduced.getFirst().text().size();
      if (reduced.pollFirst() == null) {
        reduce(whole.removeFirst());
      }
    }
  }

  private void reduce(Item item) {
    characters -= item.text().size();
    if (item.text() instanceof Remembered.Whole text) {
      Item names =
          new Item(item.origin(), item.time(), item.actions(), Remembered.Names.of(text.view()));
      reduced.addLast(names);
      hashes += names.text().size();
    }
  }

  /** Returns the first content that names something. */
  Optional<Item> first(Needle needle) {
    return all().stream().filter(item -> item.names(needle)).findFirst();
  }

  private synchronized List<Item> all() {
    List<Item> all = new ArrayList<>(reduced.size() + whole.size());
    all.addAll(reduced);
    all.addAll(whole);
    return all;
  }
}
