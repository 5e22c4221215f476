package dev.paddock.approval;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import java.nio.file.Path;

/**
 * What a person is asked.
 *
 * @param cwd where the action would start
 * @param decision why it is asked about: rule, reason, effects, evidence
 * @param asker the agent, for people
 */
public record Question(Action action, Path cwd, Decision decision, String asker) {}
