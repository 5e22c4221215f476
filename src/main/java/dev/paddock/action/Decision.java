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
 * @param evidence what was found that bears on it, in sentences for people: where a name came from,
 *     whose words cleared a rule
 */
public record Decision(
    Verdict verdict,
    String rule,
    Enforcement enforcement,
    String reason,
    String remedy,
    List<Effect> effects,
    List<String> evidence) {
  /** Keeps lists that nobody changes. */
  public Decision {
    effects = List.copyOf(effects);
    evidence = List.copyOf(evidence);
  }

  /** Decides by what the action itself shows. */
  public Decision(
      Verdict verdict,
      String rule,
      Enforcement enforcement,
      String reason,
      String remedy,
      List<Effect> effects) {
    this(verdict, rule, enforcement, reason, remedy, effects, List.of());
  }
}
