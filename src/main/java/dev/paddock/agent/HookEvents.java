package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;

/** Is told what hooks ask and get. Implementations are thread-safe and don't throw. */
public interface HookEvents {
  /** An action was decided about. */
  void decided(Agent agent, String tool, Action action, Decision decision);

  /**
   * A question was denied without being decided.
   *
   * @param why for people; nothing of the question is in it
   */
  void refused(Agent agent, String why);

  /**
   * What an agent told after the fact was not looked at; the agent has gone on.
   *
   * @param why for people; nothing of what was told is in it
   */
  void passedOver(Agent agent, String why);
}
