package dev.paddock.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Decision;
import dev.paddock.action.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules say of commands, family by family; nothing is run. */
class CommandCheckTest {
  private static final Path HOME = Path.of("/home/dev");
  private static final Path PROJECT = HOME.resolve("proj");

  @ParameterizedTest
  @MethodSource
  void denied(String command) {
    assertThat(verdict(command)).isEqualTo(Verdict.DENY);
  }

  @ParameterizedTest
  @MethodSource
  void notAllowed(String command) {
    assertThat(verdict(command)).isNotEqualTo(Verdict.ALLOW);
  }

  @ParameterizedTest
  @MethodSource
  void allowed(String command) {
    assertThat(verdict(command)).isEqualTo(Verdict.ALLOW);
  }

  @ParameterizedTest
  @MethodSource
  void notDenied(String command) {
    assertThat(verdict(command)).isNotEqualTo(Verdict.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "od -c .env",
        "hexdump -c .env",
        "x='a[$(reboot)]'; echo $((x))",
        "for x in 'a[$(reboot)]'; do (( x )); done",
        "declare -n r=PATH; r=.",
        "read -r p < f; echo ${p@P}",
      })
  void whatOneProgramTakesForAnArgumentOrANumberHidesNothing(String command) {
    assertThat(verdict(command)).isNotEqualTo(Verdict.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo \"$GITHUB_TOKEN\"", "cat <<< $NPM_TOKEN", "printf %s $PGPASSWORD"})
  void aCredentialIsNotPrinted(String command) {
    Decision decision = decide(command);

    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.rule()).isEqualTo("credential-materialization");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ -n \"$GITHUB_TOKEN\" ] && echo set",
        "echo ${GITHUB_TOKEN:+set}",
        "echo ${#GITHUB_TOKEN}",
        "TOKEN=abc; echo $TOKEN",
      })
  void whetherThereIsACredentialMayBeAsked(String command) {
    assertThat(verdict(command)).isEqualTo(Verdict.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat\u200b README.md", "ls \u202e x", "echo a\u2066b"})
  void charactersThatNobodySeesAreNotAllowed(String command) {
    assertThat(verdict(command)).isNotEqualTo(Verdict.ALLOW);
  }

  static Stream<String> denied() throws IOException {
    return commands("denied.txt");
  }

  static Stream<String> notAllowed() throws IOException {
    return commands("not-allowed.txt");
  }

  static Stream<String> allowed() throws IOException {
    return commands("allowed.txt");
  }

  static Stream<String> notDenied() throws IOException {
    return commands("not-denied.txt");
  }

  private static Verdict verdict(String command) {
    return decide(command).verdict();
  }

  private static Decision decide(String command) {
    return new CommandCheck(ProjectSurroundings.of(PROJECT, HOME), false, path -> false)
        .check(command, PROJECT);
  }

  /** One command a line, so that whoever adds one needs no Java. */
  private static Stream<String> commands(String name) throws IOException {
    try (InputStream file = CommandCheckTest.class.getResourceAsStream(name)) {
      List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .filter(line -> !line.isBlank() && !line.startsWith("# "))
          .map(line -> line.replace('⏎', '\n'));
    }
  }
}
