package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClaudeCodeTest {
  private static String hook(String tool, String input) {
    return """
        {"session_id":"s","transcript_path":"/h/.claude/t.jsonl","cwd":"/repo/p","prompt_id":"p",
         "permission_mode":"default","effort":{"level":"high"},"hook_event_name":"PreToolUse",
         "tool_name":"%s","tool_input":%s,"tool_use_id":"toolu_1"}
        """
        .formatted(tool, input);
  }

  static Stream<Arguments> tools() {
    return Stream.of(
        Arguments.of(
            "Bash",
            "{\"command\":\"ls -l\",\"description\":\"d\",\"timeout\":1000}",
            new Action.Shell("ls -l")),
        Arguments.of("Read", "{\"file_path\":\"/repo/p/a\",\"offset\":1}", read("/repo/p/a")),
        Arguments.of("Read", "{\"file_path\":\"../../etc/passwd\"}", read("/etc/passwd")),
        Arguments.of(
            "Write",
            "{\"file_path\":\"/repo/p/a\",\"content\":\"x\"}",
            new Action.WriteFile(Asked.path("/repo/p/a"), "x")),
        Arguments.of(
            "Edit",
            "{\"file_path\":\"a\",\"old_string\":\"x\",\"new_string\":\"y\",\"replace_all\":false}",
            new Action.EditFile(Asked.path("/repo/p/a"), "y")),
        Arguments.of(
            "NotebookEdit",
            "{\"notebook_path\":\"/n.ipynb\",\"new_source\":\"y\"}",
            new Action.EditFile(Asked.path("/n.ipynb"), "y")),
        Arguments.of(
            "WebFetch",
            "{\"url\":\"https://example.com/\",\"prompt\":\"p\"}",
            new Action.Fetch("https://example.com/")),
        Arguments.of("WebSearch", "{\"query\":\"q\"}", new Action.Search("q")),
        Arguments.of(
            "Agent", "{\"prompt\":\"do\",\"description\":\"d\"}", new Action.Subagent("do")),
        Arguments.of(
            "mcp__git__hub__list",
            "{\"a\":1}",
            new Action.McpCall("git", "hub__list", "{\"a\":1}")),
        Arguments.of("TodoWrite", "{\"todos\":[]}", new Action.OwnTool("TodoWrite")),
        Arguments.of(
            "Skill", "{\"skill\":\"s\"}", new Action.OtherTool("Skill", "{\"skill\":\"s\"}")),
        Arguments.of(
            "Glob",
            "{\"pattern\":\"/etc/**\"}",
            new Action.OtherTool("Glob", "{\"pattern\":\"/etc/**\"}")),
        Arguments.of("Grep", "{\"pattern\":\"/x\",\"path\":\"/etc\"}", read("/etc")));
  }

  private static Action read(String path) {
    return new Action.ReadFile(Asked.path(path));
  }

  @ParameterizedTest
  @MethodSource("tools")
  void toolsAreActions(String tool, String input, Action action) throws Exception {
    HookQuestion question = Asked.read("claude", hook(tool, input));

    assertThat(question.actions()).containsExactly(action);
    assertThat(question.cwd()).isEqualTo(Asked.path("/repo/p"));
    assertThat(question.tool()).isEqualTo(tool);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"hook_event_name\":\"PreToolUse\"}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\"}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"x\",\"tool_input\":{\"command\":\"ls\"}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":[\"ls\"]}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"\"}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_name\":\"Read\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\"}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\\u0000\"}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\\ud800\"}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Read\",\"cwd\":\"/x\",\"tool_input\":{\"file_path\":\"~/a\"}}",
        "{\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\"}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"mcp__x\",\"cwd\":\"/x\",\"tool_input\":{}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\"}} {}",
        "{\"hook_event_name\":\"PreToolUse\",/**/\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\"}}"
      })
  void whatIsMalformedIsNoQuestion(String json) {
    assertThatExceptionOfType(HookInputException.class)
        .isThrownBy(() -> Asked.read("claude", json));
  }

  @Test
  void theAnswerIsInClaudesOwnWords() {
    for (Verdict verdict : Verdict.values()) {
      HookAnswer answer = Asked.agent("claude").answer("PreToolUse", verdict, "Why \"so\".");
      JsonNode specific =
          JsonMapper.builder().build().readTree(answer.out()).path("hookSpecificOutput");

      assertThat(answer.status()).isZero();
      assertThat(specific.path("hookEventName").asString()).isEqualTo("PreToolUse");
      assertThat(specific.path("permissionDecision").asString())
          .isEqualTo(
              Map.of(Verdict.ALLOW, "allow", Verdict.ASK, "ask", Verdict.DENY, "deny")
                  .get(verdict));
      assertThat(specific.path("permissionDecisionReason").asString()).isEqualTo("Why \"so\".");
    }
  }

  @Test
  void thePolicyBlocksWhenTheHookFails() {
    PolicyFile file = Asked.agent("claude").policy().getFirst();

    assertThat(file.path()).startsWith("/etc/claude-code/managed-settings.d/");
    assertThat(file.content())
        .contains("\"onFailure\" : \"block\"")
        .contains("\"allowManagedHooksOnly\" : true")
        .contains("\"disableAllHooks\" : false")
        .contains("http://paddock.internal/hook/claude");
  }
}
