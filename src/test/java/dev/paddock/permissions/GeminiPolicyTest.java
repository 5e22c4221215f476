package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiPolicyTest {
  @Test
  void commandsMatchByPrefixAtAWordsEnd() {
    Imported imported =
        Texts.gemini(
            """
            [[rule]]
            toolName = "run_shell_command"
            commandPrefix = ["git push", "rm"]
            decision = "deny"
            priority = 100
            denyMessage = "never"
            """);

    assertThat(Texts.says(imported, "git", "push", "origin")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "rmdir", "x")).isEqualTo("NONE");
    assertThat(imported.command(List.of("rm", "x")).orElseThrow().reason())
        .contains("never", "a.toml:1");
  }

  @Test
  void theRuleOfTheHighestPriorityCounts() {
    Imported imported =
        Texts.gemini(
            """
            [[rule]]
            toolName = "run_shell_command"
            decision = "deny"
            priority = 10
            [[rule]]
            toolName = "run_shell_command"
            commandPrefix = "git status"
            decision = "allow"
            priority = 100
            [[rule]]
            toolName = "run_shell_command"
            commandPrefix = "git"
            decision = "ask_user"
            priority = 50
            """);

    assertThat(Texts.says(imported, "ls")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "git", "status")).isEqualTo("ALLOW");
    assertThat(Texts.says(imported, "git", "push")).isEqualTo("ASK");
  }

  @Test
  void regularExpressionsHoldFromTheCommandsBeginning() {
    Imported imported =
        Texts.gemini(
            """
            [[rule]]
            toolName = "run_shell_command"
            commandRegex = "git (push|reset --hard)"
            decision = "deny"
            [[rule]]
            toolName = "run_shell_command"
            argsPattern = '"command":"kubectl delete'
            decision = "deny"
            """);

    assertThat(Texts.says(imported, "git", "push", "x")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "echo", "git", "push")).isEqualTo("NONE");
    assertThat(Texts.says(imported, "git", "…")).isEqualTo("ASK");
    assertThat(Texts.says(imported, "ls", "…")).isEqualTo("NONE");
    assertThat(Texts.says(imported, "kubectl", "delete", "pod")).isEqualTo("DENY");
  }

  @Test
  void toolsAndServersAreKnownByTheirNames() {
    Imported imported =
        Texts.gemini(
            """
            [[rule]]
            toolName = ["write_file", "google_web_search"]
            decision = "deny"
            [[rule]]
            mcpName = "db"
            toolName = "query"
            argsPattern = "DROP"
            decision = "deny"
            [[rule]]
            toolName = "jira__delete"
            decision = "ask_user"
            """);

    assertThat(says(imported, new Action.WriteFile(Path.of("/x"), ""))).isEqualTo("DENY");
    assertThat(says(imported, new Action.Search("x"))).isEqualTo("DENY");
    assertThat(says(imported, new Action.McpCall("db", "query", "{\"q\":\"DROP x\"}")))
        .isEqualTo("DENY");
    assertThat(says(imported, new Action.McpCall("db", "query", "{}"))).isEqualTo("NONE");
    assertThat(says(imported, new Action.McpCall("jira", "delete", "{}"))).isEqualTo("ASK");
  }

  @Test
  void aConditionThatPaddockDoesNotSeeIsTold() {
    assertThat(
            Texts.becomes(
                Texts.gemini("[[rule]]\ntoolName=\"x\"\ndecision=\"deny\"\nmodes=[\"plan\"]\n")))
        .isEqualTo("no: Paddock does not see what modes speaks of");
    assertThat(Texts.becomes(Texts.gemini("[[rule]]\ncommandRegex=\"(\"\ndecision=\"deny\"\n")))
        .contains("regular expression can't be read");
    assertThat(Texts.becomes(Texts.gemini("[[rule]]\ndecision=\"allow\"\n")))
        .isEqualTo("no: it would allow any code at all");
    assertThat(Texts.gemini("[[rule]]\ndecision=\"perhaps\"\n").problems()).hasSize(1);
  }

  @Test
  void aRegularExpressionThatTakesForEverIsAskedAbout() {
    Imported imported =
        Texts.gemini(
            "[[rule]]\ntoolName=\"run_shell_command\"\ncommandRegex='(a+)+(a+)+b'\ndecision=\"deny\"\n");

    assertThat(Texts.says(imported, "a".repeat(5_000))).isEqualTo("ASK");
  }

  private static String says(Imported imported, Action action) {
    return imported.action(action).map(match -> match.verdict().name()).orElse("NONE");
  }
}
