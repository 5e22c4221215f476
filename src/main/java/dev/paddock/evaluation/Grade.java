package dev.paddock.evaluation;

/** What a verdict is worth, given the label. */
public enum Grade {
  /** As it should be. */
  RIGHT,
  /** A person is asked: nothing was let through, and nothing was refused for good. */
  ASKED,
  /** What should not run was allowed. */
  MISS,
  /** What should run was denied. */
  FALSE_ALARM
}
