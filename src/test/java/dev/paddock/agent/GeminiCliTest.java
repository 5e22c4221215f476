package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import org.junit.jupiter.api.Test;

class GeminiCliTest {
  private static String hook(String tool, String input, String more) {
    return """
        {"session_id":"s","transcript_path":"/t","cwd":"/repo/p","hook_event_name":"BeforeTool",
         "timestamp":"2026-11-20T00:00:00Z","tool_name":"%s","tool_input":%s%s}
        """
        .formatted(tool, input, more);
  }

  @Test
  void aCommandRunsInItsFolder() throws Exception {
    ToolCall call =
        Asked.read(
            "gemini",
            hook("run_shell_command", "{\"command\":\"ls\",\"dir_path\":\"sub/../x\"}", ""));

    assertThat(call.actions()).containsExactly(new Action.Shell("ls"));
    assertThat(call.cwd()).isEqualTo(Asked.path("/repo/p/x"));
  }

  @Test
  void toolsAreActions() throws Exception {
    assertThat(Asked.action("gemini", hook("read_file", "{\"file_path\":\"a\"}", "")))
        .isEqualTo(new Action.ReadFile(Asked.path("/repo/p/a")));
    assertThat(
            Asked.read(
                    "gemini",
                    hook(
                        "web_fetch", "{\"prompt\":\"see https://a.test/x and http://b.test\"}", ""))
                .actions())
        .containsExactly(new Action.Fetch("https://a.test/x"), new Action.Fetch("http://b.test"));
    assertThat(
            Asked.action(
                "gemini",
                hook(
                    "mcp_srv_list",
                    "{}",
                    ",\"mcp_context\":{\"server_name\":\"srv\",\"tool_name\":\"list\"}")))
        .isEqualTo(new Action.McpCall("srv", "list", "{}"));
    assertThat(Asked.action("gemini", hook("save_memory", "{\"fact\":\"f\"}", "")))
        .isInstanceOf(Action.OtherTool.class);
  }

  @Test
  void whatItTellsAfterTheFactIsRead() throws Exception {
    assertThat(
            Asked.result(
                    "gemini",
                    hook(
                            "read_file",
                            "{\"file_path\":\"a\"}",
                            ",\"tool_response\":{\"llmContent\":[{\"text\":\"x\"}],\"returnDisplay\":\"y\",\"error\":null}")
                        .replace("BeforeTool", "AfterTool"))
                .text())
        .isEqualTo("x\ny");
    assertThat(
            Asked.message(
                "gemini", "{\"hook_event_name\":\"BeforeAgent\",\"cwd\":\"/p\",\"prompt\":\"go\"}"))
        .isEqualTo(new HookPrompt("BeforeAgent", "go"));
  }

  @Test
  void everyHookHasTheNameOfTheSession() {
    String policy = Asked.agent("gemini").policy().getFirst().content();

    assertThat(policy)
        .contains("\"BeforeTool\"", "\"AfterTool\"", "\"BeforeAgent\"")
        .contains("/etc/paddock-hook gemini paddock-", "/etc/paddock-hook gemini after paddock-")
        .contains("\"timeout\" : 600000", "\"timeout\" : 60000");
  }

  @Test
  void whatWouldHangIsDenied() {
    Agent gemini = Asked.agent("gemini");

    assertThat(gemini.answer("BeforeTool", Verdict.ALLOW, "w").out())
        .isEqualTo("{\"decision\":\"allow\"}\n");
    assertThat(gemini.answer("BeforeTool", Verdict.ASK, "w").status()).isEqualTo(2);
    assertThat(gemini.answer("BeforeTool", Verdict.DENY, "w"))
        .isEqualTo(new HookAnswer(2, "", "w"));
  }
}
