package dev.paddock.agent;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.List;

/**
 * One call of an agent's tool.
 *
 * @param tool as the agent calls it
 * @param actions what it does, all or nothing; at least one
 * @param cwd where, absolute and normal
 */
public record ToolCall(String tool, List<Action> actions, Path cwd) {
  /** Keeps actions that nobody changes. */
  public ToolCall {
    actions = List.copyOf(actions);
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("a call that does nothing");
    }
  }

  ToolCall(String tool, Action action, Path cwd) {
    this(tool, List.of(action), cwd);
  }
}
