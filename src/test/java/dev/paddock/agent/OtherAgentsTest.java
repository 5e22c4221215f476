package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import org.junit.jupiter.api.Test;

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
  void cursorsPolicyFailsClosed() {
    assertThat(Asked.agent("cursor-agent").policy().getFirst().content())
        .contains("\"failClosed\" : true", "beforeShellExecution", "preToolUse");
    assertThat(Asked.agent("cursor-agent").answer("preToolUse", Verdict.ASK, "w").out())
        .contains("\"permission\":\"ask\"");
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
