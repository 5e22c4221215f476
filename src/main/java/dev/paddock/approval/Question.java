package dev.paddock.approval;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import java.nio.file.Path;

/**
 * What a person is asked.
 *
 * @param cwd where the action would start
 * @param decision why it is asked about: rule, reason, effects, evidence
 * @param asker the agent, for people
 * @param ruledBy the rule that the rules themselves named, whatever a model says of it since; an
 *     answer is bound to it
 * @param mayBeAllowed whether a person can allow it; if not, it is shown only
 */
public record Question(
    Action action,
    Path cwd,
    Decision decision,
    String asker,
    String ruledBy,
    boolean mayBeAllowed) {
  /** Asks about what a person may allow. */
  public Question(Action action, Path cwd, Decision decision, String asker) {
    this(action, cwd, decision, asker, decision.rule(), true);
  }

  /** Returns a question about what nobody may allow: it is shown, and can't be answered so. */
  public static Question ofHardDenial(Action action, Path cwd, Decision decision, String asker) {
    return new Question(action, cwd, decision, asker, decision.rule(), false);
  }

  /** Returns the same question, shown with what else was found out since. */
  public Question about(Decision found) {
    return new Question(action, cwd, found, asker, ruledBy, mayBeAllowed);
  }
}
