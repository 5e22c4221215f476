package dev.paddock.classifier;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.rules.Rule;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a model is asked about.
 *
 * @param cwd the folder that the action starts in, absolute
 * @param ruling what the rules made of it: ask, or a denial that the user's words may clear
 * @param rule the rule that it names; empty if none did
 */
public record Matter(Action action, Path cwd, Decision ruling, Optional<Rule> rule) {}
