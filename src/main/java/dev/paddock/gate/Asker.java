package dev.paddock.gate;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param agent the agent's name, {@code claude} say
 * @param subagent the agent's own name for the helper of its that acts; empty for itself
 * @param showsQuestions whether an {@link dev.paddock.action.Verdict#ASK} becomes a question to the
 *     person at this agent; if not, it counts as a denial there
 */
public record Asker(String agent, Optional<String> subagent, boolean showsQuestions) {
  /** Somebody of whom nothing is known. */
  public static final Asker UNKNOWN = new Asker("unknown", Optional.empty(), false);
}
