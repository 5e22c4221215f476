package dev.paddock.classifier;

/** Where verdicts are kept. Implementations are thread-safe and never throw. */
@FunctionalInterface
public interface JudgementRecords {
  /** Keeps none. */
  JudgementRecords NONE = record -> {};

  /** Takes a verdict, on the thread that asked for it and before it counts. */
  void keep(JudgementRecord record);
}
