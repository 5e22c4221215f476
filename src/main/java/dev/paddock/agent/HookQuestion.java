package dev.paddock.agent;

import java.util.Optional;

/**
 * What a hook asks.
 *
 * @param call what is about to be done
 */
public record HookQuestion(String event, ToolCall call, Optional<String> helper)
    implements HookMessage {}
