package dev.paddock.classifier;

import java.util.List;

/**
 * A transcript as it stood at one moment.
 *
 * @param entries the oldest first
 * @param leftOut how many of the oldest calls are no longer kept
 * @param isWhole whether all words of people are there; if not, nobody can judge by it
 * @param version changes when something enters that could change a verdict
 */
public record TranscriptView(List<Entry> entries, int leftOut, boolean isWhole, long version) {
  /** Nothing happened yet. */
  public static final TranscriptView EMPTY = new TranscriptView(List.of(), 0);

  /** Keeps a list that nobody changes. */
  public TranscriptView {
    entries = List.copyOf(entries);
  }

  /** A transcript of which nothing is left out. */
  public TranscriptView(List<Entry> entries, long version) {
    this(entries, 0, true, version);
  }
}
