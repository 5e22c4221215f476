package dev.paddock.action;

import java.util.List;

/**
 * What was decided about an action, and why. The same words go to the agent and to people.
 *
 * @param rule the rule's id, {@code git-destructive} say; {@code none} if no rule matched
 * @param enforcement what stands behind it
 * @param reason what was seen and why that decides
 * @param remedy what would change the answer; empty for an action that is allowed
 * @param effects what the action would do
 */
public record Decision(
    Verdict verdict,
    String rule,
    Enforcement enforcement,
    String reason,
    String remedy,
    List<Effect> effects) {
  /** Keeps effects that nobody changes. */
  public Decision {
    effects = List.copyOf(effects);
  }
}
