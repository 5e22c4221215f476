package dev.paddock.action;

/** What becomes of an action. */
public enum Verdict {
  /** It runs. */
  ALLOW,
  /** A person, or a model, decides. */
  ASK,
  /** It does not run. */
  DENY
}
