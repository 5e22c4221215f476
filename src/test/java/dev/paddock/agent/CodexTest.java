package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodexTest {
  private static String hook(String event, String tool, String input) {
    return """
        {"session_id":"s","turn_id":"t","transcript_path":null,"cwd":"/repo/p","hook_event_name":"%s",
         "model":"m","permission_mode":"default","tool_name":"%s","tool_input":%s,"tool_use_id":"c"}
        """
        .formatted(event, tool, input);
  }

  @Test
  void aShellCallIsItsCommandLine() throws Exception {
    assertThat(Asked.action("codex", hook("PreToolUse", "Bash", "{\"command\":\"ls\"}")))
        .isEqualTo(new Action.Shell("ls"));
    assertThat(
            Asked.action(
                "codex", hook("PreToolUse", "shell", "{\"command\":[\"bash\",\"-lc\",\"a | b\"]}")))
        .isEqualTo(new Action.Shell("a | b"));
    assertThat(
            Asked.action(
                "codex", hook("PreToolUse", "shell", "{\"command\":[\"rm\",\"a b\",\"it's\"]}")))
        .isEqualTo(new Action.Shell("rm 'a b' 'it'\\''s'"));
  }

  @Test
  void aPatchIsEachFileThatItChanges() throws Exception {
    String patch =
        "*** Begin Patch\\n*** Add File: a\\n+one\\n*** Update File: b\\n*** Move to: /tmp/c\\n@@\\n-x\\n+y\\n*** Delete File: ../d\\n*** End Patch\\n";
    assertThat(
            Asked.read(
                    "codex", hook("PreToolUse", "apply_patch", "{\"command\":\"" + patch + "\"}"))
                .actions())
        .containsExactly(
            new Action.WriteFile(Asked.path("/repo/p/a"), "one\n"),
            new Action.Shell("mv -- /repo/p/b /tmp/c"),
            new Action.EditFile(Asked.path("/repo/p/b"), "y\n"),
            new Action.Shell("rm -- /repo/d"));
  }

  @Test
  void onlyAllowGoesOnAndEveryBlockHasWords() {
    Agent codex = Asked.agent("codex");

    assertThat(codex.answer("PreToolUse", Verdict.ALLOW, "w")).isEqualTo(HookAnswer.out(""));
    assertThat(codex.answer("PermissionRequest", Verdict.ALLOW, "w").out())
        .contains("\"behavior\":\"allow\"");
    for (Verdict verdict : new Verdict[] {Verdict.ASK, Verdict.DENY}) {
      HookAnswer answer = codex.answer("PreToolUse", verdict, " ");
      assertThat(answer.status()).isEqualTo(2);
      assertThat(answer.err()).isNotBlank();
      assertThat(answer.out()).isEmpty();
    }
  }

  @Test
  void whatItTellsAfterTheFactIsRead() throws Exception {
    HookResult result =
        Asked.result(
            "codex",
            hook(
                "PostToolUse",
                "Bash",
                "{\"command\":\"ls\"},\"tool_response\":\"out\",\"agent_id\":\"h\""));

    assertThat(result.text()).isEqualTo("out");
    assertThat(result.helper()).contains("h");
    assertThat(
            Asked.message(
                "codex",
                "{\"hook_event_name\":\"UserPromptSubmit\",\"cwd\":\"/p\",\"prompt\":\"go\"}"))
        .isEqualTo(new HookPrompt("UserPromptSubmit", "go"));
    assertThat(
            Asked.message(
                "codex",
                "{\"hook_event_name\":\"SubagentStop\",\"cwd\":\"/p\",\"agent_id\":\"h\"}"))
        .isEqualTo(new HookReturn("SubagentStop", Optional.of("h")));
  }

  @Test
  void aWarningGoesIntoTheContextAndNeverBlocks() {
    assertThat(Asked.agent("codex").warning("PostToolUse", "w"))
        .isEqualTo(
            HookAnswer.out(
                "{\"hookSpecificOutput\":{\"hookEventName\":\"PostToolUse\",\"additionalContext\":\"w\"}}\n"));
    assertThat(Asked.agent("codex").warning("SubagentStop", "w"))
        .isEqualTo(HookAnswer.out("{\"systemMessage\":\"w\"}\n"));
  }

  @Test
  void thePolicyLetsManagedHooksRunAndNoOthers() {
    assertThat(Asked.agent("codex").policy().getFirst().content())
        .contains("allow_managed_hooks_only = true", "hooks = true")
        .contains("[[hooks.PreToolUse]]", "[[hooks.PermissionRequest]]")
        .contains("command = \"/bin/bash -p /etc/paddock-hook codex\"\ntimeout = 600\n")
        .contains("[[hooks.PostToolUse]]", "[[hooks.UserPromptSubmit]]", "[[hooks.SubagentStop]]")
        .contains("command = \"/bin/bash -p /etc/paddock-hook codex after\"\ntimeout = 60\n");
  }
}
