package dev.paddock.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code paddock judge}: the model that judges what rules can't decide. */
final class JudgeCommand extends Group {
  @Override
  public CommandSpec spec() {
    return group(
        "judge", "Tries the model that judges what rules can't decide.", new JudgeTestCommand());
  }
}
