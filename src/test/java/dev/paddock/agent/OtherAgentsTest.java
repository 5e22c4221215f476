package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cursor and OpenCode. */
class OtherAgentsTest {
  @Test
  void cursorsHooksAreActions() throws Exception {
    String base =
        "{\"conversation_id\":\"c\",\"generation_id\":\"g\",\"workspace_roots\":[\"/repo/p\"],";
    assertThat(
            Asked.read(
                    "cursor-agent",
                    base
                        + "\"hook_event_name\":\"beforeShellExecution\",\"command\":\"ls\",\"cwd\":\"\"}")
                .cwd())
        .isEqualTo(Asked.path("/repo/p"));
    assertThat(
            Asked.action(
                "cursor-agent",
                base
                    + "\"hook_event_name\":\"beforeMCPExecution\",\"tool_name\":\"t\",\"tool_input\":\"{}\",\"url\":\"https://m.test\"}"))
        .isEqualTo(new Action.McpCall("https://m.test", "t", "{}"));
    assertThat(
            Asked.action(
                "cursor-agent",
                base
                    + "\"hook_event_name\":\"beforeReadFile\",\"file_path\":\"/a\",\"content\":\"x\"}"))
        .isEqualTo(new Action.ReadFile(Asked.path("/a")));
    assertThat(
            Asked.action(
                "cursor-agent",
                base
                    + "\"hook_event_name\":\"preToolUse\",\"tool_name\":\"Delete\",\"tool_input\":{\"path\":\"x y\"}}"))
        .isEqualTo(new Action.Shell("rm -- '/repo/p/x y'"));
  }

  @Test
  void whatCursorTellsAfterTheFactIsRead() throws Exception {
    String base =
        "{\"conversation_id\":\"c\",\"generation_id\":\"g\",\"workspace_roots\":[\"/repo/p\"],";
    assertThat(
            Asked.result(
                    "cursor-agent",
                    base
                        + "\"hook_event_name\":\"afterShellExecution\",\"command\":\"ls\",\"output\":\"{\\\"a\\\":1}\",\"duration\":3}")
                .text())
        .isEqualTo("{\"a\":1}");
    assertThat(
            Asked.result(
                    "cursor-agent",
                    base
                        + "\"hook_event_name\":\"afterMCPExecution\",\"tool_name\":\"t\",\"tool_input\":\"{}\",\"url\":\"https://m.test\",\"result_json\":\"[{\\\"text\\\":\\\"a\\\\u001bb\\\"}]\"}")
                .text())
        .isEqualTo("a\u001bb");
    assertThat(
            Asked.result(
                    "cursor-agent",
                    base
                        + "\"hook_event_name\":\"postToolUse\",\"tool_name\":\"Read\",\"tool_input\":{\"path\":\"/a\"},\"tool_output\":\"no JSON\"}")
                .text())
        .isEqualTo("no JSON");
    assertThat(
            Asked.message(
                "cursor-agent",
                base
                    + "\"hook_event_name\":\"beforeSubmitPrompt\",\"prompt\":\"go\",\"attachments\":[]}"))
        .isEqualTo(new HookPrompt("beforeSubmitPrompt", "go"));
    assertThat(
            Asked.message(
                "cursor-agent",
                base + "\"hook_event_name\":\"subagentStop\",\"subagent_type\":\"x\"}"))
        .isEqualTo(new HookReturn("subagentStop", Optional.of("x")));
    assertThat(Asked.agent("cursor-agent").warning("postToolUse", "w").out())
        .isEqualTo("{\"additional_context\":\"w\"}\n");
  }

  @Test
  void cursorsPolicyFailsClosedWhereItAsksOnly() {
    JsonNode hooks =
        JsonMapper.builder()
            .build()
            .readTree(Asked.agent("cursor-agent").policy().getFirst().content())
            .path("hooks");

    assertThat(hooks.size()).isEqualTo(9);
    for (String event : hooks.propertyNames()) {
      JsonNode hook = hooks.path(event).path(0);
      assertThat(hook.path("failClosed").asBoolean())
          .isEqualTo(!hook.path("command").asString().endsWith(" after"));
    }
  }

  @Test
  void cursorsPolicyFailsClosed() {
    assertThat(Asked.agent("cursor-agent").policy().getFirst().content())
        .contains("\"failClosed\" : true", "beforeShellExecution", "preToolUse");
    assertThat(Asked.agent("cursor-agent").answer("preToolUse", Verdict.ASK, "w").out())
        .contains("\"permission\":\"ask\"");
  }

  @Test
  void whatOpenCodesPluginTellsAfterTheFactIsRead() throws Exception {
    String call =
        "{\"event\":\"tool.execute.after\",\"cwd\":\"/p\",\"tool\":\"bash\",\"args\":{\"command\":\"ls\"},\"helper\":\"h\",\"output\":%s}";
    assertThat(Asked.result("opencode", call.formatted("\"x\"")).text()).isEqualTo("x");
    assertThat(Asked.result("opencode", call.formatted("[{\"text\":\"y\"}]")).helper())
        .contains("h");
    assertThat(Asked.result("opencode", call.formatted("null")).text()).isEmpty();
    assertThat(
            Asked.message(
                "opencode", "{\"event\":\"chat.message\",\"cwd\":\"/p\",\"prompt\":\"go\"}"))
        .isEqualTo(new HookPrompt("chat.message", "go"));
    assertThat(
            Asked.message(
                "opencode",
                "{\"event\":\"chat.message\",\"cwd\":\"/p\",\"prompt\":\"go\",\"helper\":\"h\"}"))
        .as("what a helper is given")
        .isInstanceOf(HookResult.class);
    assertThat(Asked.agent("opencode").warning("tool.execute.after", "w").out())
        .isEqualTo("{\"warning\":\"w\"}\n");
  }

  @Test
  void openCodesPluginLetsNothingThroughButAllow() throws Exception {
    Agent openCode = Asked.agent("opencode");
    assertThat(
            Asked.action(
                "opencode", "{\"cwd\":\"/p\",\"tool\":\"bash\",\"args\":{\"command\":\"ls\"}}"))
        .isEqualTo(new Action.Shell("ls"));
    assertThat(openCode.answer("", Verdict.ALLOW, "w").out()).contains("\"paddock\":\"allow\"");
    assertThat(openCode.answer("", Verdict.ASK, "w").out()).contains("\"paddock\":\"deny\"");
    assertThat(openCode.answer("", Verdict.DENY, "w").out()).contains("\"paddock\":\"deny\"");
  }
}
