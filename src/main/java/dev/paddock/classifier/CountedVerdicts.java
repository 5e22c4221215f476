package dev.paddock.classifier;

import java.util.List;

/** Counts what another one judges. Thread-safe. */
public final class CountedVerdicts implements Classifier {
  private final Classifier classifier;
  private final Totals totals;

  /** Counts the verdicts of a classifier. */
  public CountedVerdicts(Classifier classifier, Totals totals) {
    this.classifier = classifier;
    this.totals = totals;
  }

  @Override
  public Judgement judge(Matter matter, TranscriptView transcript) {
    return counted(classifier.judge(matter, transcript));
  }

  @Override
  public Judgement review(String task, List<Entry.Call> calls, TranscriptView transcript) {
    return counted(classifier.review(task, calls, transcript));
  }

  private Judgement counted(Judgement judgement) {
    totals.count(judgement);
    return judgement;
  }
}
