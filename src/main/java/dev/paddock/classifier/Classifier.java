package dev.paddock.classifier;

import java.util.List;

/** Judges what rules can't decide. Implementations are thread-safe and never throw. */
public interface Classifier {
  /** Judges one action. */
  Judgement judge(Matter matter, TranscriptView transcript);

  /**
   * Judges what a helper did, once it has ended.
   *
   * @param task what it was told
   * @param calls what it asked to do
   */
  Judgement review(String task, List<Entry.Call> calls, TranscriptView transcript);
}
