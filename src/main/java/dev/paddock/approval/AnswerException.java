package dev.paddock.approval;

/** An answer that does not count. */
public final class AnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String remedy;

  AnswerException(String reason, String remedy) {
    super(reason + ". " + remedy);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** Returns why it does not count. */
  public String reason() {
    return reason;
  }

  /** Returns what can be done. */
  public String remedy() {
    return remedy;
  }
}
