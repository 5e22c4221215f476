package dev.paddock.permissions;

import java.util.Optional;

/**
 * A rule of Claude Code, {@code Tool} or {@code Tool(specifier)}.
 *
 * @param specifier empty where there are no brackets, nothing in them, or {@code *} alone
 */
record ClaudeRule(String tool, Optional<String> specifier) {
  /** Reads a rule; empty if it is none. */
  static Optional<ClaudeRule> parse(String text) {
    String rule = text.strip();
    int open = rule.indexOf('(');
    String tool = (open < 0 ? rule : rule.substring(0, open)).strip();
    boolean isClosed = open < 0 || rule.endsWith(")");
    if (!isClosed || !tool.matches("[A-Za-z0-9_.:*-]+")) {
      return Optional.empty();
    }
    if (open < 0) {
      return Optional.of(new ClaudeRule(name(tool), Optional.empty()));
    }
    String inner =
        rule.substring(open + 1, rule.length() - 1).replace("\\(", "(").replace("\\)", ")").strip();
    return Optional.of(
        new ClaudeRule(
            name(tool),
            inner.isEmpty() || inner.equals("*") ? Optional.empty() : Optional.of(inner)));
  }

  /** The tool that starts other agents had another name. */
  private static String name(String tool) {
    return tool.equals("Task") ? "Agent" : tool;
  }
}
