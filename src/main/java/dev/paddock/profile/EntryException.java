package dev.paddock.profile;

/**
 * A text that is no valid entry. It carries no position: who read the text from somewhere knows it.
 */
public final class EntryException extends IllegalArgumentException {
  private final String reason;
  private final String remedy;

  EntryException(String reason, String remedy) {
    super(reason + ". " + remedy);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** Returns what is wrong, safe to print. */
  public String reason() {
    return reason;
  }

  /** Returns what mends it. */
  public String remedy() {
    return remedy;
  }
}
