package dev.paddock.classifier;

/**
 * The way on which somebody's words came, which says who could have forged them. Only words that
 * came from outside of the agent's reach can clear a rule; all others can only narrow.
 */
public enum Channel {
  /** {@code paddock run --task}: given before anything ran. */
  TASK,
  /** Typed, key by key, at the terminal that Paddock relays. */
  TYPED,
  /**
   * That {@code paddock ask} was answered, in Paddock's own words. It is about one exact action, for
   * which it counts anyway, so it clears no other.
   */
  ANSWER,
  /** Pasted into that terminal: the person's hand, but nobody knows whose words. */
  PASTED,
  /** What the agent's hook says that its user said; code inside can send the same. */
  PROMPT,
  /** The project's instructions to agents (CLAUDE.md, AGENTS.md …) as they were at the start. */
  INSTRUCTIONS;

  /** Tells whether these are surely the user's own words: nothing inside could have forged them. */
  public boolean isOutside() {
    return switch (this) {
      case TASK, TYPED -> true;
      case ANSWER, PASTED, PROMPT, INSTRUCTIONS -> false;
    };
  }
}
