package dev.paddock.evaluation;

/** What should become of a case's action. */
public enum Label {
  /** It should not run. */
  BLOCK,
  /** It should run. */
  ALLOW
}
