package dev.paddock.agent;

import dev.paddock.action.Action;

/** Names of MCP tools as {@code mcp__SERVER__TOOL}. */
final class McpNames {
  static final String PREFIX = "mcp__";

  private McpNames() {}

  static Action call(String name, HookInput arguments) throws HookInputException {
    int end = name.indexOf("__", PREFIX.length());
    if (!name.startsWith(PREFIX) || end <= PREFIX.length() || end + 2 == name.length()) {
      throw new HookInputException("the tool's name is no mcp__SERVER__TOOL");
    }
    return new Action.McpCall(
        name.substring(PREFIX.length(), end), name.substring(end + 2), arguments.json());
  }
}
