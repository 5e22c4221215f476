package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void clear() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "profile",
        "profile show",
        "trust",
        "quarantine",
        "quarantine list",
        "quarantine sweep",
        "allow",
        "allow push",
        "ask",
        "auto-mode",
        "auto-mode defaults",
        "auto-mode config",
        "auto-mode rules",
        "eval",
        "log",
        "doctor"
      })
  void everyCommandExplainsItself(String command) {
    for (String option : List.of("--help", "-h")) {
      clear();
      assertThat(execute((command + " " + option).strip().split(" ", -1))).isZero();
      assertThat(out.toString()).contains(("Usage: paddock " + command).strip());
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void theHelpNamesEverySubcommand() {
    execute("--help");
    assertThat(out.toString())
        .contains("run", "profile", "trust", "quarantine", "allow", "ask", "auto-mode", "eval")
        .contains("judge", "log", "why", "doctor")
        .contains("125 when Paddock itself could not do it");
  }

  @Test
  void aFailureIsToldInPaddocksWordsAndNotInItsCauses() {
    assertThat(execute("why", "1", "--session", "no-such-session")).isEqualTo(125);
    assertThat(err.toString())
        .startsWith("paddock: There is no log of a session no-such-session. `paddock log --list`");
  }

  @Test
  void theVersionIsTold() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).startsWith("paddock ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "--nonsense",
        "run --nonsense -- true",
        "run --memory",
        "profile",
        "profile nonsense",
        "profile show extra",
        "trust extra",
        "quarantine",
        "quarantine list extra",
        "allow",
        "allow push --nonsense",
        "ask one two",
        "ask --nonsense",
        "ask --session",
        "auto-mode",
        "auto-mode nonsense",
        "auto-mode defaults extra",
        "auto-mode defaults --label",
        "auto-mode rules extra",
        "doctor --nonsense",
        "eval",
        "eval --fenced --unfenced file",
        "eval --nonsense file",
        "log one two",
        "log --nonsense",
        "doctor extra",
      })
  void wrongUsageIs125WithARemedyAndNothingOnStandardOutput(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThat(execute(arguments)).isEqualTo(125);
    assertThat(err.toString()).startsWith("paddock: ").hasLineCount(2);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run -- bash -c x --hide y",
        "run bash -c x --hide y",
        "run -q -- bash -c x --hide y",
        "run --hide .env bash -c x --hide y",
      })
  void optionsAfterTheCommandAreTheCommands(String line) {
    assertThat(command(line)).containsExactly("bash", "-c", "x", "--hide", "y");
  }

  @Test
  void evenHelpIsTheCommandsAfterTheCommand() {
    assertThat(command("run bash --help")).containsExactly("bash", "--help");
    assertThat(parse("run bash --help").subcommand().isUsageHelpRequested()).isFalse();
  }

  @Test
  void aSecondDoubleDashIsTheCommands() {
    assertThat(command("run -- git checkout -- file"))
        .containsExactly("git", "checkout", "--", "file");
  }

  @Test
  void emptyWordsAndSpacesOfTheCommandAreKept() {
    CommandLine line = Main.commandLine("run");
    ParseResult parsed =
        line.parseArgs("run", "--", "sh", "-c", "echo \"$1\"", "", "a b", "@file", "'q'");
    assertThat(parsed.subcommand().<List<String>>matchedPositionalValue(0, List.of()))
        .containsExactly("sh", "-c", "echo \"$1\"", "", "a b", "@file", "'q'");
  }

  @Test
  void optionsBeforeTheCommandArePaddocks() {
    ParseResult run =
        parse("run -p work --hide a --hide b --memory 2G --env LANG -v -- true").subcommand();
    assertThat(ProfileFlags.profile(run)).contains("work");
    assertThat(ProfileFlags.flags(run).hide()).containsExactly("a", "b");
    assertThat(ProfileFlags.flags(run).memory()).contains("2G");
    assertThat(run.hasMatchedOption("--verbose")).isTrue();
  }

  private int execute(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    CommandLine line = Main.commandLine(first);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private static ParseResult parse(String line) {
    return Main.commandLine("run").parseArgs(line.split(" ", -1));
  }

  private static List<String> command(String line) {
    return parse(line).subcommand().matchedPositionalValue(0, List.of());
  }
}
