package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodexRulesTest {
  private static final String RULES =
      """
      # what may not be
      prefix_rule(
          pattern = ["git", ["push", "fetch"], "origin"],
          decision = "forbidden",
          justification = "ask a colleague",
          match = ["git push origin main", ["git", "fetch", "origin"]],
          not_match = ["git status"],
      )
      prefix_rule(pattern=["terraform"], decision="prompt")
      prefix_rule(pattern=['cargo', 'test'])
      host_executable(name = "git", paths = ["/usr/bin/git"])
      """;

  @Test
  void prefixesMatchWordByWord() {
    Imported imported = Texts.codex(RULES);

    assertThat(imported.problems()).isEmpty();
    assertThat(Texts.says(imported, "git", "push", "origin", "main")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "git", "fetch", "origin")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "git", "push")).isEqualTo("NONE");
    assertThat(Texts.says(imported, "git", "pull", "origin")).isEqualTo("NONE");
    assertThat(Texts.says(imported, "/usr/bin/git", "push", "origin")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "git", "…")).isEqualTo("ASK");
    assertThat(Texts.says(imported, "terraform", "plan")).isEqualTo("ASK");
    assertThat(Texts.says(imported, "cargo", "test", "-q")).isEqualTo("ALLOW");
    assertThat(Texts.says(imported, "cargo", "run")).isEqualTo("NONE");
  }

  @Test
  void theReasonHasTheRuleItsPlaceAndItsJustification() {
    RuleMatch match = Texts.codex(RULES).command(List.of("git", "push", "origin")).orElseThrow();

    assertThat(match.reason()).contains("git [push|fetch] origin", "a.rules:2", "ask a colleague");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load(\"//x\", \"y\")",
        "x = [\"git\"]",
        "def f():\n  pass",
        "prefix_rule(pattern=[\"rm\"] + [\"-rf\"], decision=\"allow\")",
        "prefix_rule(pattern=WORDS, decision=\"allow\")",
        "prefix_rule([\"rm\"], \"allow\")",
        "prefix_rule(pattern=[\"rm\"], decision=\"maybe\")",
        "prefix_rule(pattern=[], decision=\"forbidden\")",
        "prefix_rule(pattern=[\"a\"], colour=\"red\")",
        "prefix_rule(pattern=[\"a\"], pattern=[\"b\"])",
        "prefix_rule(pattern=[\"a\\x41\"])",
        "prefix_rule(pattern=[r\"a\"])",
        "prefix_rule(pattern=[\"\"\"a\"\"\"])",
        "prefix_rule(pattern=[\"open",
        "prefix_rule(pattern=[\"a\"]) if False else None",
        "prefix_rule(pattern=[[[[\"a\"]]]])",
        "for w in [\"a\"]: prefix_rule(pattern=[w])",
        "prefix_rule(pattern=[\"ls\"], match=[\"rm x\"])",
        "prefix_rule(pattern=[\"ls\"], not_match=[\"ls x\"])",
      })
  void whatIsNotUnderstoodIsToldAndThenNothingAllows(String text) {
    Imported imported =
        Texts.codex(
            "prefix_rule(pattern=[\"ls\"])\n"
                + text
                + "\nprefix_rule(pattern=[\"dd\"], decision=\"forbidden\")\n");

    assertThat(imported.problems()).isNotEmpty();
    assertThat(imported.problems().getFirst().line()).isEqualTo(2);
    assertThat(Texts.says(imported, "ls")).isEqualTo("NONE");
    assertThat(Texts.says(imported, "dd")).isEqualTo("DENY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"python3\"", "\"bash\", \"-c\"", "[\"ls\", \"npx\"]", "\"docker\""})
  void anAllowLineThatMeansAnyCodeDoesNotCount(String words) {
    assertThat(Texts.becomes(Texts.codex("prefix_rule(pattern=[" + words + "])")))
        .isEqualTo("no: it would allow any code at all");
  }
}
