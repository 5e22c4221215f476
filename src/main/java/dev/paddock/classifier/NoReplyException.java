package dev.paddock.classifier;

import java.time.Duration;
import java.util.Optional;

/** A model gave no reply. The message says to people what failed and what mends it. */
final class NoReplyException extends Exception {
  /** Whether it is worth another try. */
  enum Retry {
    /** The same question may be answered in a while. */
    LATER,
    /** It won't, before somebody changes something. */
    NEVER
  }

  private final Retry retry;
  private final boolean charged;
  private final transient Optional<Duration> wait;

  NoReplyException(String message, Retry retry, boolean charged, Optional<Duration> wait) {
    super(message);
    this.retry = retry;
    this.charged = charged;
    this.wait = wait;
  }

  static NoReplyException later(String message, Optional<Duration> wait) {
    return new NoReplyException(message, Retry.LATER, false, wait);
  }

  static NoReplyException never(String message) {
    return new NoReplyException(message, Retry.NEVER, false, Optional.empty());
  }

  /** The provider may have done its work, and counted it, though nothing usable came back. */
  static NoReplyException charged(String message, Retry retry) {
    return new NoReplyException(message, retry, true, Optional.empty());
  }

  Retry retry() {
    return retry;
  }

  boolean isCharged() {
    return charged;
  }

  /** How long the provider wants to be left alone; empty if it doesn't say. */
  Optional<Duration> waiting() {
    return wait;
  }
}
