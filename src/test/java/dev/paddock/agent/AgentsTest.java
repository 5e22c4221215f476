package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsTest {
  @ParameterizedTest
  @CsvSource({
    "claude, claude",
    "/home/me/.local/bin/claude -p x, claude",
    "codex exec x, codex",
    "node /usr/lib/node_modules/@google/gemini-cli/bundle/gemini.js, gemini",
    "node /usr/lib/node_modules/@anthropic-ai/claude-code/cli.js, claude",
    "npx -y @anthropic-ai/claude-code@latest -p x, claude",
    "npx opencode-ai, opencode",
    "npx @openai/codex, codex",
    "cursor-agent, cursor-agent"
  })
  void agentsAreRecognised(String command, String agent) {
    assertThat(Agents.startedBy(List.of(command.split(" "))).map(Agent::name)).contains(agent);
  }

  @ParameterizedTest
  @CsvSource({"bash", "bash claude", "npx", "npx -p x claude", "node", "node x.js", "claude.sh"})
  void nothingElseIs(String command) {
    assertThat(Agents.startedBy(List.of(command.split(" ")))).isEmpty();
  }

  @Test
  void everyPolicyIsInEtcAndEveryAnswerToDenyBlocks() {
    assertThat(Agents.all()).extracting(Agent::name).doesNotHaveDuplicates().hasSize(6);
    for (Agent agent : Agents.all()) {
      assertThat(agent.policy()).isNotEmpty().allMatch(file -> file.path().startsWith("/etc/"));
      assertThat(agent.model().hosts()).isNotEmpty();
    }
  }
}
