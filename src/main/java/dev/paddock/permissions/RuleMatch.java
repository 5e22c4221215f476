package dev.paddock.permissions;

import dev.paddock.action.Verdict;

/**
 * What a rule says of an action.
 *
 * @param verdict ASK, too, where a rule that denies may match and nobody can tell
 * @param priority among rules of an agent that has priorities; 0 otherwise
 * @param reason the line's text and place, safe to print
 */
public record RuleMatch(Verdict verdict, int priority, String reason, RuleOrigin origin) {}
