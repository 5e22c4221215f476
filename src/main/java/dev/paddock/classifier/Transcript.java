package dev.paddock.classifier;

import java.util.ArrayList;
import java.util.List;

/** What happened in a session, as far as a model is told. Thread-safe; grows, bounded. */
public final class Transcript {
  private final List<Entry> entries = new ArrayList<>();
  private long version;

  /** Adds something that happened. */
  public synchronized void add(Entry entry) {
    entries.add(entry);
    if (!(entry instanceof Entry.Call)) {
      version++;
    }
  }

  /** Returns all, the oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * Returns a number that changes when something enters that could change a verdict: words, or
   * content from outside. The agent's own actions don't count.
   */
  public synchronized long version() {
    return version;
  }
}
