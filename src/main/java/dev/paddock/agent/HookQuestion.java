package dev.paddock.agent;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.List;

/**
 * What a hook asks.
 *
 * @param event the agent's name for the moment: {@code PreToolUse} say
 * @param tool as the agent calls it
 * @param actions what is about to be done, all or nothing; at least one
 * @param cwd where, absolute and normal
 */
public record HookQuestion(String event, String tool, List<Action> actions, Path cwd) {
  /** Keeps actions that nobody changes. */
  public HookQuestion {
    actions = List.copyOf(actions);
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("a question about nothing");
    }
  }

  HookQuestion(String event, String tool, Action action, Path cwd) {
    this(event, tool, List.of(action), cwd);
  }
}
