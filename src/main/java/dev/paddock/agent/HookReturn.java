package dev.paddock.agent;

import java.util.Optional;

/** A helper of the agent's has ended. */
public record HookReturn(String event, Optional<String> helper) implements HookMessage {}
