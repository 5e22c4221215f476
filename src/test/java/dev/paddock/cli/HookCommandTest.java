package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.linux.ExitStatus;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HookCommandTest {
  private final StringWriter out = new StringWriter();

  private ExitStatus run(String... arguments) {
    HookCommand command = new HookCommand(new ByteArrayInputStream("{}".getBytes()));
    return command.run(new CommandLine(command.spec()).parseArgs(arguments), new PrintWriter(out));
  }

  @Test
  void outsideOfASessionItBlocks() {
    assertThat(run("claude")).isEqualTo(ExitStatus.of(2));
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "--unknown", "claude codex", "../claude"})
  void aMistakeInItsCommandLineBlocks(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
        .isEqualTo(ExitStatus.of(2));
  }
}
