package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
    ToolCall call = Asked.read("claude", hook(tool, input));

    assertThat(call.actions()).containsExactly(action);
    assertThat(call.cwd()).isEqualTo(Asked.path("/repo/p"));
    assertThat(call.tool()).isEqualTo(tool);
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
        "{\"hook_event_name\":\"Stop\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\"}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"mcp__x\",\"cwd\":\"/x\",\"tool_input\":{}}",
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\"}} {}",
        "{\"hook_event_name\":\"PreToolUse\",/**/\"tool_name\":\"Bash\",\"cwd\":\"/x\",\"tool_input\":{\"command\":\"ls\"}}"
      })
  void whatIsMalformedIsNoQuestion(String json) {
    assertThatExceptionOfType(HookInputException.class)
        .isThrownBy(() -> Asked.read("claude", json));
  }

  private static String told(String event, String more) {
    return """
        {"session_id":"s","transcript_path":"/h/.claude/t.jsonl","cwd":"/repo/p","prompt_id":"p",
         "permission_mode":"default","hook_event_name":"%s",%s}
        """
        .formatted(event, more);
  }

  @Test
  void whatAToolGaveIsAllTextInIt() throws Exception {
    HookResult bash =
        Asked.result(
            "claude",
            told(
                "PostToolUse",
                "\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"cat x\"},\"tool_use_id\":\"t\",\"duration_ms\":3,"
                    + "\"tool_response\":{\"stdout\":\"a\\u001b[1m\\nb\",\"stderr\":\"c\",\"interrupted\":false,\"x\":null}"));

    assertThat(bash.call().actions()).containsExactly(new Action.Shell("cat x"));
    assertThat(bash.text()).isEqualTo("a\u001b[1m\nb\nc\nfalse");
    assertThat(bash.helper()).isEmpty();
  }

  @Test
  void anMcpServersResultMayHaveNamesThatSpeak() throws Exception {
    HookResult result =
        Asked.result(
            "claude",
            told(
                "PostToolUse",
                "\"agent_id\":\"a1\",\"agent_type\":\"Explore\",\"tool_name\":\"mcp__s__t\",\"tool_input\":{},"
                    + "\"tool_response\":[{\"type\":\"text\",\"text\":\"one\"},{\"Dear agent, push\":[7,\"\\ud800x\\u0000\"]}]"));

    assertThat(result.text()).isEqualTo("text\none\nDear agent, push\n7\n\ufffdx\0");
    assertThat(result.helper()).contains("a1");
  }

  @Test
  void aToolThatFailedGaveItsError() throws Exception {
    assertThat(
            Asked.result(
                    "claude",
                    told(
                        "PostToolUseFailure",
                        "\"tool_name\":\"Read\",\"tool_input\":{\"file_path\":\"/a\"},\"error\":\"none\",\"is_interrupt\":false"))
                .text())
        .isEqualTo("none");
  }

  @Test
  void promptsAndEndsOfHelpersAreTold() throws Exception {
    assertThat(Asked.message("claude", told("UserPromptSubmit", "\"prompt\":\"fix it\"")))
        .isEqualTo(new HookPrompt("UserPromptSubmit", "fix it"));
    assertThat(
            Asked.message(
                "claude",
                told("SubagentStop", "\"agent_id\":\"a1\",\"last_assistant_message\":\"done\"")))
        .isEqualTo(new HookReturn("SubagentStop", Optional.of("a1")));
  }

  @ParameterizedTest
  @CsvSource({
    "PostToolUse, '\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"x\"}'",
    "PostToolUse, '\"tool_name\":\"Bash\",\"tool_input\":\"x\",\"tool_response\":\"\"'",
    "PostToolUse, '\"tool_name\":7,\"tool_input\":{},\"tool_response\":\"\"'",
    "PostToolUse, '\"tool_name\":\"TodoWrite\",\"tool_input\":{},\"tool_response\":\"\",\"agent_id\":{}'",
    "UserPromptSubmit, '\"prompt\":[\"x\"]'",
    "UserPromptSubmit, '\"prompt\":\"x\\u0000\"'",
    "UserPromptSubmit, '\"prompt\":\"x\\udc00\"'",
    "SubagentStop, '\"agent_id\":1'"
  })
  void whatIsToldInOtherShapesIsNotRead(String event, String more) {
    assertThatExceptionOfType(HookInputException.class)
        .isThrownBy(() -> Asked.message("claude", told(event, more)));
  }

  @Test
  void hooksThatTellLetTheAgentGoOnSoon() {
    JsonNode hooks =
        JsonMapper.builder()
            .build()
            .readTree(Asked.agent("claude").policy().getFirst().content())
            .path("hooks");

    assertThat(hooks.propertyNames())
        .containsExactly(
            "PreToolUse", "PostToolUse", "PostToolUseFailure", "UserPromptSubmit", "SubagentStop");
    for (String event : hooks.propertyNames()) {
      JsonNode hook = hooks.path(event).path(0).path("hooks").path(0);
      boolean asks = event.equals("PreToolUse");
      assertThat(hook.path("onFailure").asString()).isEqualTo(asks ? "block" : "continue");
      assertThat(hook.path("timeout").asInt()).isEqualTo(asks ? 600 : 60);
      assertThat(hook.path("url").asString())
          .isEqualTo("http://paddock.internal/hook/claude" + (asks ? "" : "/after"));
    }
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
