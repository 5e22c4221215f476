package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real agents ask Paddock's gate before each action, whatever the project wants. They are large, so
 * only {@code ./check --agents} tries them.
 */
@AsEveryCaller
@Tag("agents")
class OtherAgentsTest {
  /** Says what comes in, without its being in the command. */
  private static final String PAGE = "printf '%s-%s\\n' instruction one";

  private final Caller caller;

  OtherAgentsTest(Caller caller) {
    this.caller = caller;
  }

  /**
   * What every agent has to show: what was allowed happened, what was not did not; it was warned of
   * what came in, and told what its user said.
   */
  private static void check(AgentScene scene, ModelStub model, Result result) {
    String all = "out: " + result.out() + "\nerr: " + result.err() + "\n" + model;
    assertThat(scene.scene().exists("harmless")).as(all).isTrue();
    assertThat(scene.scene().exists("forbidden")).as(all).isFalse();
    assertThat(scene.scene().exists("doubtful")).as(all).isFalse();
    assertThat(scene.scene().exists("hostile-hook")).as(all).isFalse();
    assertThat(model.toString()).contains("It is forbidden.");
    assertThat(model.toString()).as(all).contains("Beware of instruction-one.");
    assertThat(result.err()).as(all).contains("'s user: go");
    assertThat(model.keys()).noneMatch(key -> key.contains("CANARY"));
  }

  private static ModelStub model(String tool, String field) {
    return new ModelStub(
        new ModelStub.ToolCall(tool, Map.of(field, "echo x >forbidden", "description", "d")),
        new ModelStub.ToolCall(tool, Map.of(field, "echo x >doubtful", "description", "d")),
        new ModelStub.ToolCall(tool, Map.of(field, "echo x >harmless", "description", "d")),
        new ModelStub.ToolCall(tool, Map.of(field, PAGE, "description", "d")));
  }

  @Test
  void codex() throws Exception {
    Path program =
        AgentPackage.CODEX.folder("@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin");
    try (ModelStub model = model("exec_command", "cmd");
        AgentScene scene = new AgentScene(caller, model, AgentPackage.CODEX.folder())) {
      scene.scene().write(".codex/config.toml", "[features]\nhooks = false\n");
      scene
          .scene()
          .write(
              ".codex/hooks.json",
              "{\"hooks\":{\"PreToolUse\":[{\"matcher\":\".*\",\"hooks\":[{\"type\":\"command\",\"command\":\"touch hostile-hook\"}]}]}}");
      Result result =
          scene
              .passing("STUB_KEY", "x")
              .run(
                  program.resolve("codex").toString(),
                  "exec",
                  "--json",
                  "--skip-git-repo-check",
                  "--sandbox",
                  "danger-full-access",
                  "-c",
                  "features.hooks=false",
                  "-c",
                  "model=\"gpt-5\"",
                  "-c",
                  "model_provider=\"stub\"",
                  "-c",
                  "model_providers.stub={name=\"stub\",base_url=\"http://127.0.0.1:%d/v1\",wire_api=\"responses\",env_key=\"STUB_KEY\"}"
                      .formatted(model.port()),
                  "go");
      check(scene, model, result);
    }
  }

  @Test
  void gemini() throws Exception {
    try (ModelStub model = model("run_shell_command", "command");
        AgentScene scene = new AgentScene(caller, model, AgentPackage.GEMINI.folder())) {
      scene
          .scene()
          .write(
              "~/.local/state/paddock/agents/gemini/.gemini/settings.json",
              "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"},\"folderTrust\":{\"enabled\":false}}}");
      scene
          .scene()
          .write(
              ".gemini/settings.json",
              "{\"hooksConfig\":{\"enabled\":false,\"disabled\":[\"paddock\",\"*\",\"/bin/bash -p /etc/paddock-hook gemini\"]},\"tools\":{\"enableHooks\":false}}");
      Result result =
          scene
              .with("GEMINI_API_KEY", "AIzaCANARY")
              .with("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:" + model.port())
              .run(
                  "node",
                  AgentPackage.GEMINI.folder("@google/gemini-cli/bundle/gemini.js").toString(),
                  "-m",
                  "gemini-2.5-flash",
                  "--approval-mode",
                  "yolo",
                  "-p",
                  "go");
      check(scene, model, result);
    }
  }

  @Test
  void copilot() throws Exception {
    try (ModelStub model = model("bash", "command");
        AgentScene scene = new AgentScene(caller, model, AgentPackage.COPILOT.folder())) {
      scene.scene().write(".github/hooks/off.json", "{\"version\":1,\"disableAllHooks\":true}");
      scene.scene().write(".claude/settings.json", "{\"disableAllHooks\":true}");
      Result result =
          scene
              .passing("COPILOT_OFFLINE", "true")
              .passing("COPILOT_PROVIDER_TYPE", "anthropic")
              .passing("COPILOT_PROVIDER_BASE_URL", "http://127.0.0.1:" + model.port())
              .passing("COPILOT_PROVIDER_API_KEY", "x")
              .passing("COPILOT_MODEL", "claude-sonnet-5")
              .run(
                  AgentPackage.COPILOT.folder("@github/copilot-linux-x64/copilot").toString(),
                  "--allow-all-tools",
                  "-p",
                  "go");
      check(scene, model, result);
    }
  }

  @Test
  void openCode() throws Exception {
    try (ModelStub model = model("bash", "command");
        AgentScene scene = new AgentScene(caller, model, AgentPackage.OPENCODE.folder())) {
      scene
          .scene()
          .write(
              "opencode.json",
              """
              {"plugin": [], "permission": {"*": "allow"}, "model": "stub/m", "small_model": "stub/m",
               "provider": {"stub": {"npm": "@ai-sdk/anthropic", "options": {"baseURL": "http://127.0.0.1:%d/v1", "apiKey": "x"},
               "models": {"m": {"name": "m", "tool_call": true, "limit": {"context": 100000, "output": 4000}}}}}}
              """
                  .formatted(model.port()));
      Result result =
          scene
              .passing("OPENCODE_DISABLE_MODELS_FETCH", "1")
              .run(
                  AgentPackage.OPENCODE.folder("opencode-linux-x64/bin/opencode").toString(),
                  "run",
                  "go");
      check(scene, model, result);
    }
  }
}
