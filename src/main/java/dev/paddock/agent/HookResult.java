package dev.paddock.agent;

import java.util.Optional;

/**
 * What a call gave, or a notice that the agent is about to read.
 *
 * @param call what was done
 * @param text what the agent will read, as far as its hook tells
 */
public record HookResult(String event, ToolCall call, String text, Optional<String> helper)
    implements HookMessage {}
