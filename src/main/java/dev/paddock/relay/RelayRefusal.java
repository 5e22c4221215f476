package dev.paddock.relay;

/**
 * What a session asked of the relay, and does not get; the same words for it, the log, the owner.
 */
public final class RelayRefusal extends Exception {
  private static final long serialVersionUID = 1;

  private final String rule;
  private final String remedy;

  /**
   * Refuses.
   *
   * @param rule a short name that does not change, {@code git-not-fast-forward} say
   * @param reason a sentence
   * @param remedy what the person at the keyboard, or the agent, can do: a sentence
   */
  public RelayRefusal(String rule, String reason, String remedy) {
    super(reason);
    this.rule = rule;
    this.remedy = remedy;
  }

  /** Returns the rule's name. */
  public String rule() {
    return rule;
  }

  /** Returns a sentence. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Returns a sentence. */
  public String remedy() {
    return remedy;
  }

  /** Returns all in one line, as it stands on the agent's terminal. */
  public String text() {
    return "Paddock refused this: %s (rule %s) %s".formatted(reason(), rule, remedy);
  }
}
