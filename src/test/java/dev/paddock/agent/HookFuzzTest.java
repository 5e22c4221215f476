package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a hook says: no exception, and no "allow" for what is malformed. */
class HookFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "claude",
          "{\"hook_event_name\":\"PreToolUse\",\"cwd\":\"/repo/p\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls\"}}",
          "codex",
          "{\"hook_event_name\":\"PreToolUse\",\"cwd\":\"/repo/p\",\"tool_name\":\"apply_patch\",\"tool_input\":{\"command\":\"*** Add File: a\\n+x\"}}",
          "gemini",
          "{\"hook_event_name\":\"BeforeTool\",\"cwd\":\"/repo/p\",\"tool_name\":\"run_shell_command\",\"tool_input\":{\"command\":\"ls\"}}",
          "copilot",
          "{\"cwd\":\"/repo/p\",\"toolName\":\"bash\",\"toolArgs\":\"{\\\"command\\\":\\\"ls\\\"}\"}",
          "cursor-agent",
          "{\"hook_event_name\":\"beforeShellExecution\",\"cwd\":\"/repo/p\",\"command\":\"ls\"}",
          "opencode",
          "{\"cwd\":\"/repo/p\",\"tool\":\"bash\",\"args\":{\"command\":\"ls\"}}");

  private static final Map<String, String> RESULTS =
      Map.of(
          "claude",
          "{\"hook_event_name\":\"PostToolUse\",\"cwd\":\"/repo/p\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls\"},\"tool_response\":{\"stdout\":\"\\u0000evil\\ud800\"}}",
          "codex",
          "{\"hook_event_name\":\"PostToolUse\",\"cwd\":\"/repo/p\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls\"},\"tool_response\":\"evil\"}",
          "gemini",
          "{\"hook_event_name\":\"AfterTool\",\"cwd\":\"/repo/p\",\"tool_name\":\"run_shell_command\",\"tool_input\":{\"command\":\"ls\"},\"tool_response\":{\"llmContent\":[{\"text\":\"evil\"}]}}",
          "copilot",
          "{\"cwd\":\"/repo/p\",\"toolName\":\"bash\",\"toolArgs\":{\"command\":\"ls\"},\"toolResult\":{\"textResultForLlm\":\"evil\"}}",
          "cursor-agent",
          "{\"hook_event_name\":\"postToolUse\",\"cwd\":\"/repo/p\",\"tool_name\":\"Shell\",\"tool_input\":{\"command\":\"ls\"},\"tool_output\":\"{\\\"a\\\":\\\"evil\\\"}\"}",
          "opencode",
          "{\"event\":\"tool.execute.after\",\"cwd\":\"/repo/p\",\"tool\":\"bash\",\"args\":{\"command\":\"ls\"},\"output\":\"evil\"}");

  private final Asked asked = new Asked();
  private final HookDesk desk =
      new HookDesk(
          new Listening(),
          asked,
          false,
          new HookDesk.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1)));

  private boolean allows(String agent, byte[] words) {
    HookAnswer answer = desk.answer(new HookPath(Asked.agent(agent), false, false), words);
    assertThat(answer.status()).isIn(0, 2);
    if (answer.status() == 2) {
      assertThat(answer.err()).isNotBlank();
      return false;
    }
    return agent.equals("codex") || answer.out().contains("\"allow\"");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude", "codex", "gemini", "copilot", "cursor-agent", "opencode"})
  void whatIsCutOffOrGoesOnIsDenied(String agent) {
    byte[] whole = bytes(QUESTIONS.get(agent));

    assertThat(allows(agent, whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      assertThat(allows(agent, Arrays.copyOf(whole, length))).as("%d bytes", length).isFalse();
    }
    for (String more : new String[] {"{}", ",", "x", "\0", "]", QUESTIONS.get(agent)}) {
      assertThat(allows(agent, bytes(QUESTIONS.get(agent) + more))).as(more).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude", "codex", "gemini", "copilot", "cursor-agent", "opencode"})
  void whatIsChangedIsReadStrictlyOrDenied(String agent) {
    Random random = new Random(agent.hashCode());
    byte[] whole = bytes(QUESTIONS.get(agent));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = whole.clone();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      boolean isRead = isRead(agent, changed);
      assertThat(allows(agent, changed))
          .as(new String(changed, StandardCharsets.ISO_8859_1))
          .isEqualTo(isRead);
    }
  }

  private static boolean isRead(String agent, byte[] words) {
    try {
      Asked.agent(agent).read(HookInput.parse(words));
      return true;
    } catch (HookInputException e) {
      return false;
    }
  }

  private HookAnswer tell(String agent, byte[] words) {
    return desk.answer(new HookPath(Asked.agent(agent), true, false), words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude", "codex", "gemini", "copilot", "cursor-agent", "opencode"})
  void whatIsToldInPiecesIsPassedOverAndBlocksNothing(String agent) {
    byte[] whole = bytes(RESULTS.get(agent));

    assertThat(tell(agent, whole).status()).isZero();
    assertThat(tell(agent, whole).out()).contains(Listening.WARNING);
    for (int length = 0; length < whole.length; length++) {
      assertThat(tell(agent, Arrays.copyOf(whole, length))).isEqualTo(HookAnswer.NOTHING);
    }
    assertThat(asked.passedOver).hasSize(whole.length);
    assertThat(asked.refusals).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude", "codex", "gemini", "copilot", "cursor-agent", "opencode"})
  void whatIsToldAndChangedBlocksNothing(String agent) {
    Random random = new Random(agent.hashCode());
    byte[] whole = bytes(RESULTS.get(agent));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      HookAnswer answer = tell(agent, changed);
      assertThat(answer.status()).as(new String(changed, StandardCharsets.ISO_8859_1)).isZero();
      assertThat(answer.out()).doesNotContain("deny", "block");
    }
  }

  @Test
  void whatIsAbsurdBlocksNothingWhenItIsTold() {
    for (byte[] absurd :
        new byte[][] {
          bytes("[".repeat(1_000_000)),
          bytes("{\"a\":".repeat(200_000)),
          new byte[HookInput.LONGEST + 1],
          RESULTS.get("claude").getBytes(StandardCharsets.UTF_16)
        }) {
      assertThat(tell("claude", absurd)).isEqualTo(HookAnswer.NOTHING);
    }
    assertThat(asked.passedOver).hasSize(4);
  }

  @Test
  void whatIsAbsurdIsDenied() {
    for (String absurd :
        new String[] {
          "[".repeat(1_000_000),
          "{\"a\":".repeat(200_000),
          "{\"a\":" + "9".repeat(1_000_000) + "}",
          "{\"a\":1e999999999}",
          "\"" + "x".repeat(HookInput.LONGEST) + "\"",
          "\ufeff{}"
        }) {
      assertThat(allows("claude", bytes(absurd))).isFalse();
    }
    assertThat(allows("claude", new byte[HookInput.LONGEST + 1])).isFalse();
    assertThat(allows("claude", QUESTIONS.get("claude").getBytes(StandardCharsets.UTF_16)))
        .isFalse();
  }
}
