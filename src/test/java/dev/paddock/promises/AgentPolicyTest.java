package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Agents find a policy that nobody inside can change, and a gate that answers their hooks. */
@AsEveryCaller
class AgentPolicyTest {
  private static final String QUESTION =
      "{\"hook_event_name\":\"PreToolUse\",\"cwd\":\"/home/dev/p\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"git push --force\"}}";

  private final World world = World.shared();
  @AutoClose private final Scene scene;

  AgentPolicyTest(Caller caller) {
    scene = new Scene(world.move(caller));
  }

  @Test
  void aHookScriptInsideGetsItsAnswerAndTheLogTellsIt() throws Exception {
    scene.write("question", QUESTION);
    Result result =
        scene
            .inside(
                """
                /bin/bash -p /etc/paddock-hook codex <question; echo "codex $?"
                echo junk | /bin/bash -p /etc/paddock-hook codex; echo "junk $?"
                echo junk | BASH_ENV=question env -i /bin/bash -p /etc/paddock-hook copilot; echo "copilot $?"
                echo junk | /bin/bash -p /etc/paddock-hook codex after; echo "after $?"
                curl -sS -d @question http://paddock.internal/hook/claude
                curl -sS http://paddock.internal/
                """)
            .end()
            .ended(0);

    assertThat(result.out())
        .contains("codex 2\n", "junk 2\n", "copilot 0\n", "after 0\n")
        .contains("\"permissionDecision\":\"deny\"")
        .contains("\"hookEventName\":\"PreToolUse\"")
        .contains("This is Paddock's gate.");
    assertThat(result.err()).contains("Paddock");
    assertThat(scene.paddock("log").end().out())
        .contains("decision  git push --force")
        .contains("agent=codex", "agent=claude", "rule=hook-input")
        .containsPattern("passed-over .*no strict JSON");
  }

  @Test
  void aPolicyFileCanNotBeChangedInside() throws Exception {
    Result result =
        scene
            .inside(
                """
                for file in /etc/paddock-hook /etc/codex/requirements.toml /etc/gemini-cli/settings.json \\
                    /etc/claude-code/managed-settings.d/zz-paddock.json /etc/cursor/hooks.json /etc/opencode/paddock.js \\
                    /etc/github-copilot/policy.d/zz-paddock.json; do
                  before=$(cksum <"$file") || echo "$file is missing"
                  { echo x >"$file"; rm -f "$file"; mv "$file" /tmp/; chmod 777 "$file"; ln -sf /tmp/x "$file"; } 2>/dev/null
                  mv "$(dirname "$file")" /etc/away 2>/dev/null
                  [ "$before" = "$(cksum <"$file")" ] || echo "$file was changed"
                done
                touch /etc/claude-code/managed-settings.json 2>/dev/null && echo "one was added"
                mv /etc /etc2 2>/dev/null && echo "etc was moved"
                mount -t tmpfs none /etc 2>/dev/null && echo "etc was covered"
                unshare -rm true 2>/dev/null && echo "a mount namespace was made"
                cmp /etc/os-release /etc/../usr/lib/os-release && ls /etc/passwd
                """)
            .end();

    assertThat(result.out()).as(result.err()).isEqualTo("/etc/passwd\n");
  }

  @Test
  void anAgentsKeyIsAddedOutside() throws Exception {
    scene.write(
        "claude",
        "#!/bin/bash\ncurl -sS -H \"x-api-key: $ANTHROPIC_API_KEY\" https://api.anthropic.com/ok/a; env; cat /proc/*/environ | tr '\\0' '\\n'\n");
    scene.path("claude").toFile().setExecutable(true, false);
    world.forget();
    Result result =
        scene.paddock("run", "--", "./claude").with("ANTHROPIC_API_KEY", "sk-ant-CANARY").end();

    assertThat(result.out())
        .as(result.err())
        .contains("reached /ok/a host=api.anthropic.com", "ANTHROPIC_API_KEY=sk-ant-api03-")
        .doesNotContain("CANARY");
    assertThat(String.join("\n", world.seen())).contains("CANARY");
  }
}
