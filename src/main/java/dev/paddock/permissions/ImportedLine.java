package dev.paddock.permissions;

import dev.paddock.action.Verdict;

/** One rule, as it was written, and what became of it. */
public record ImportedLine(RuleOrigin origin, Verdict verdict, Outcome outcome) {}
