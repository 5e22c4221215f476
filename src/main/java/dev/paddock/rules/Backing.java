package dev.paddock.rules;

import dev.paddock.action.Enforcement;

/**
 * One thing that stands behind a rule.
 *
 * @param grounds what it does, for people; empty for a bare opinion
 */
public record Backing(Enforcement by, String grounds) {}
