package dev.paddock.agent;

import java.util.Optional;

/**
 * What the agent says that its user said.
 *
 * @param words all of them
 */
public record HookPrompt(String event, String words) implements HookMessage {
  /** Nobody talks to a helper but the agent. */
  @Override
  public Optional<String> helper() {
    return Optional.empty();
  }
}
