package dev.paddock.agent;

import dev.paddock.action.Action;
import java.util.Set;

/** Tools that an adapter does not name one by one. */
final class Tools {
  private Tools() {}

  /**
   * Returns what such a tool does.
   *
   * @param own those that touch nothing but the agent's own memory
   */
  static Action other(String tool, HookInput input, Set<String> own) {
    return own.contains(tool) ? new Action.OwnTool(tool) : new Action.OtherTool(tool, input.json());
  }

  /** Returns the same where tools of MCP servers are called {@code mcp__SERVER__TOOL}. */
  static Action otherOrMcp(String tool, HookInput input, Set<String> own)
      throws HookInputException {
    return tool.startsWith(McpNames.PREFIX) ? McpNames.call(tool, input) : other(tool, input, own);
  }
}
