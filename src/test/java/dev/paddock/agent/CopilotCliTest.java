package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import org.junit.jupiter.api.Test;

class CopilotCliTest {
  private static String hook(String tool, String arguments) {
    return "{\"sessionId\":\"s\",\"timestamp\":1,\"cwd\":\"/repo/p\",\"toolName\":\"%s\",\"toolArgs\":%s}"
        .formatted(tool, arguments);
  }

  @Test
  void argumentsAreAnObjectOrItsText() throws Exception {
    assertThat(Asked.action("copilot", hook("bash", "{\"command\":\"ls\"}")))
        .isEqualTo(new Action.Shell("ls"));
    assertThat(Asked.action("copilot", hook("bash", "\"{\\\"command\\\":\\\"ls\\\"}\"")))
        .isEqualTo(new Action.Shell("ls"));
  }

  @Test
  void whatIsTypedIntoARunningShellIsACommand() throws Exception {
    assertThat(
            Asked.action(
                "copilot", hook("write_bash", "{\"sessionId\":\"1\",\"input\":\"rm -rf /\"}")))
        .isEqualTo(new Action.Shell("rm -rf /"));
  }

  @Test
  void theAnswerIsInCopilotsOwnWords() {
    assertThat(Asked.agent("copilot").answer("preToolUse", Verdict.DENY, "w"))
        .isEqualTo(
            HookAnswer.out(
                "{\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"w\"}\n"));
  }

  @Test
  void whatItTellsAfterTheFactIsRead() throws Exception {
    HookResult result =
        Asked.result(
            "copilot",
            hook(
                "bash",
                "{\"command\":\"ls\"},\"toolResult\":{\"resultType\":\"success\",\"textResultForLlm\":\"out\"}"));

    assertThat(result.call().actions()).containsExactly(new Action.Shell("ls"));
    assertThat(result.text()).isEqualTo("success\nout");
    assertThat(Asked.message("copilot", "{\"cwd\":\"/p\",\"timestamp\":1,\"prompt\":\"go\"}"))
        .isEqualTo(new HookPrompt("userPromptSubmitted", "go"));
    assertThat(Asked.agent("copilot").warning("postToolUse", "w"))
        .isEqualTo(HookAnswer.out("{\"additionalContext\":\"w\"}\n"));
  }

  @Test
  void theTimeIsLongWhereItAsks() {
    assertThat(Asked.agent("copilot").policy().getFirst().content())
        .contains("\"timeoutSec\" : 600", "\"timeoutSec\" : 60\n")
        .contains("\"preToolUse\"", "\"postToolUse\"", "\"userPromptSubmitted\"");
  }
}
