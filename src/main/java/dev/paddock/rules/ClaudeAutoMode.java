package dev.paddock.rules;

import java.util.List;

/**
 * What Claude Code's settings on this machine say in their {@code autoMode} blocks.
 *
 * @param rules the entries of all files, one after the other
 * @param classifyAllShell whether no permission of the user's own lets a shell command pass
 *     unjudged
 * @param notices what was ignored and why, with what to do; holds text of files, not made printable
 */
public record ClaudeAutoMode(List<OwnRule> rules, boolean classifyAllShell, List<String> notices) {
  /** Keeps lists that nobody changes. */
  public ClaudeAutoMode {
    rules = List.copyOf(rules);
    notices = List.copyOf(notices);
  }
}
