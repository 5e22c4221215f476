package dev.paddock.promises;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves sessions untried where none can be made; {@code ./check} installs what they need. */
final class NeedsBubblewrap implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (System.getenv("PADDOCK_SESSION") != null) {
      return ConditionEvaluationResult.disabled(
          "These tests start sessions, and this is inside one already.");
    }
    if (!Files.isExecutable(Path.of("/usr/bin/bwrap"))) {
      return ConditionEvaluationResult.disabled(
          "bubblewrap is not installed; ./check installs it.");
    }
    return ConditionEvaluationResult.enabled("");
  }
}
