package dev.paddock.agent;

import java.util.Optional;

/** What a hook says: it asks before an action, or tells what there was. */
public sealed interface HookMessage permits HookQuestion, HookResult, HookPrompt, HookReturn {
  /** Returns the agent's name for the moment: {@code PreToolUse} say. */
  String event();

  /** Returns the agent's own name for the helper of its that acts; empty for itself. */
  Optional<String> helper();
}
