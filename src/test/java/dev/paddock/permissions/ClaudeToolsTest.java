package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude Code's rules about tools, servers, agents and pages; its settings as a whole. */
class ClaudeToolsTest {
  private static final Action MCP = new Action.McpCall("git_hub", "delete_repo", "{}");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "mcp__git_hub,               DENY",
    "mcp__git_hub__*,            DENY",
    "mcp__git_hub__delete_repo,  DENY",
    "mcp__git_hub__delete_*,     DENY",
    "mcp__*,                     DENY",
    "mcp__git,                   NONE",
    "mcp__git_hub__delete,       NONE",
    "WebSearch,                  NONE",
  })
  void aServersToolsAreDeniedByName(String rule, String verdict) {
    assertThat(says(Texts.claude(Scope.PROJECT, Verdict.DENY, rule), MCP)).isEqualTo(verdict);
  }

  @Test
  void anAllowLineWithAStarNamesTheServer() {
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.ALLOW, "mcp__a__*")))
        .isEqualTo("gate");
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.ALLOW, "mcp__*")))
        .isEqualTo("no: an allow line with * has to name the server");
  }

  @Test
  void aBareToolIsDenied() {
    assertThat(
            says(
                Texts.claude(Scope.USER, Verdict.DENY, "Edit"),
                new Action.WriteFile(Path.of("/x"), "y")))
        .isEqualTo("DENY");
    assertThat(
            says(Texts.claude(Scope.USER, Verdict.DENY, "WebSearch"), new Action.Search("words")))
        .isEqualTo("DENY");
  }

  @Test
  void anAgentOfANameIsDeniedWhereTheNameIsToldAndAskedAboutWhereNot() {
    Imported imported = Texts.claude(Scope.USER, Verdict.DENY, "Task(Explore)");

    assertThat(imported.rules().getFirst())
        .isInstanceOfSatisfying(
            ToolRule.class,
            rule -> {
              assertThat(rule.matches("Agent(Explore)"))
                  .hasValueSatisfying(m -> assertThat(m.verdict()).isEqualTo(Verdict.DENY));
              assertThat(rule.matches("Agent(Plan)")).isEmpty();
            });
    assertThat(says(imported, new Action.Subagent("look"))).isEqualTo("ASK");
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "example.com,    https://example.com/x,        DENY",
    "example.com,    https://EXAMPLE.com:8443/,    DENY",
    "example.com,    https://a.example.com/,       NONE",
    "*.example.com,  https://a.b.example.com/,     DENY",
    "*.example.com,  https://example.com/,         NONE",
    "a.*.com,        https://a.b.com/,             DENY",
    "a.*.com,        https://a.b.c.com/,           NONE",
    "example.com,    no url at all,                ASK",
  })
  void aPageIsDeniedByItsHost(String domain, String url, String verdict) {
    Imported imported =
        Texts.claude(Scope.PROJECT, Verdict.DENY, "WebFetch(domain:" + domain + ")");

    assertThat(says(imported, new Action.Fetch(url))).isEqualTo(verdict);
    assertThat(Texts.becomes(imported)).startsWith("[Closed[");
  }

  @Test
  void aDenialOfEveryHostIsNoWallForItWouldCloseTheModel() {
    Imported imported = Texts.claude(Scope.USER, Verdict.DENY, "WebFetch(domain:*)");

    assertThat(Texts.becomes(imported)).startsWith("gate: every host");
    assertThat(imported.walls()).isEmpty();
    assertThat(says(imported, new Action.Fetch("https://a.test/"))).isEqualTo("DENY");
  }

  @Test
  void linesAreToldWithTheirPlace() {
    Imported imported =
        Texts.claude(
            Scope.USER,
            """
            // my settings
            {
              "model": {"permissions": {"deny": ["Read(not this)"]}},
              "permissions": {
                "defaultMode": "acceptEdits",
                "deny": [
                  "Read(.env)",
                  "WebSearch",
                ],
              },
            }
            """);

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.lines())
        .extracting(line -> line.origin().line() + " " + line.origin().path())
        .containsExactly("7 permissions.deny[0]", "8 permissions.deny[1]");
  }

  @Test
  void denialsBeforeAMistakeHoldAndAllowLinesDoNot() {
    Imported imported =
        Texts.claude(
            Scope.USER,
            """
            {"permissions": {"allow": ["Bash(ls)"], "deny": ["Bash(rm *)", 7, "Bash(dd *)", }
            """);

    assertThat(Texts.says(imported, "rm", "x")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "dd", "x")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "ls")).isEqualTo("NONE");
    assertThat(imported.problems()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(imported.problems().getFirst().toString()).contains("settings.json:1");
  }

  private static String says(Imported imported, Action action) {
    return imported.action(action).map(match -> match.verdict().name()).orElse("NONE");
  }
}
