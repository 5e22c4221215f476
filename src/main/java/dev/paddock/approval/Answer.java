package dev.paddock.approval;

/** What a person said about one exact action. */
public enum Answer {
  /** It may run, this time. */
  ALLOW_ONCE,
  /** It may run until the session ends. */
  ALLOW_SESSION,
  /** It may not run. */
  DENY
}
