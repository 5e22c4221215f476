package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GitHub Copilot CLI. It asks by a command hook of its policy folder. Whatever way a hook fails,
 * the action is blocked, but for a time-out, which lets it run, and an answer that is no JSON
 * (measured with 1.0.102): so the time is long, and the script blocks by its exit status long
 * before.
 */
final class CopilotCli implements Agent {
  private static final String EVENT = "preToolUse";
  private static final String AFTER = "postToolUse";
  private static final String PROMPT = "userPromptSubmitted";
  private static final Set<String> OWN =
      Set.of(
          "report_intent",
          "update_todo",
          "ask_user",
          "read_bash",
          "stop_bash",
          "list_bash",
          "read_agent",
          "list_agents",
          "exit_plan_mode");

  @Override
  public String name() {
    return "copilot";
  }

  @Override
  public List<String> packages() {
    return List.of("@github/copilot");
  }

  @Override
  public String usualEvent() {
    return EVENT;
  }

  /** Its input does not name the event: what is there tells it. */
  @Override
  public HookMessage read(HookInput input) throws HookInputException {
    Path cwd = input.folder("cwd");
    if (!input.has("toolName") && input.has("prompt")) {
      return Prompts.read(PROMPT, input.text("prompt"), Optional.empty(), cwd);
    }
    String tool = input.word("toolName");
    ToolCall call = new ToolCall(tool, actions(tool, input.objectOrText("toolArgs"), cwd), cwd);
    return input.has("toolResult")
        ? new HookResult(AFTER, call, input.allText("toolResult"), Optional.empty())
        : new HookQuestion(EVENT, call, Optional.empty());
  }

  private static List<Action> actions(String tool, HookInput input, Path cwd)
      throws HookInputException {
    return switch (tool) {
      case "bash" -> List.of(new Action.Shell(input.word("command")));
      case "write_bash" -> List.of(new Action.Shell(input.word("input")));
      case "view" -> List.of(new Action.ReadFile(input.file("path", cwd)));
      case "create" ->
          List.of(
              new Action.WriteFile(
                  input.file("path", cwd), input.optional("file_text").orElse("")));
      case "edit" ->
          List.of(
              new Action.EditFile(input.file("path", cwd), input.optional("new_str").orElse("")));
      case "apply_patch" -> PatchText.actions(input.anyOf("patch", "input", "command"), cwd);
      case "grep", "rg", "glob" ->
          List.of(Searches.of(tool.equals("glob") ? tool : "grep", input, "path", cwd));
      case "web_fetch" -> List.of(new Action.Fetch(input.word("url")));
      case "web_search" -> List.of(new Action.Search(input.text("query")));
      case "task" -> List.of(new Action.Subagent(input.text("prompt")));
      default -> List.of(Tools.other(tool, input, OWN));
    };
  }

  /** A denial is told in JSON, since of a blocking exit status the agent gets no words. */
  @Override
  public HookAnswer answer(String event, Verdict verdict, String words) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("permissionDecision", verdict.name().toLowerCase(Locale.ROOT));
    answer.put("permissionDecisionReason", words);
    return HookAnswer.out(Json.line(answer));
  }

  @Override
  public HookAnswer warning(String event, String words) {
    return HookAnswer.out(Json.line(Map.of("additionalContext", words)));
  }

  @Override
  public boolean showsQuestions() {
    return true;
  }

  @Override
  public List<PolicyFile> policy() {
    Map<String, Object> asks = hook(Endpoint.command(name()), Endpoint.AGENT_SECONDS);
    Map<String, Object> tells = hook(Endpoint.tellingCommand(name()), Endpoint.TELLING_SECONDS);
    Map<String, Object> hooks = new LinkedHashMap<>();
    hooks.put(EVENT, List.of(asks));
    hooks.put(AFTER, List.of(tells));
    hooks.put(PROMPT, List.of(tells));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("version", 1);
    policy.put("hooks", hooks);
    return List.of(
        new PolicyFile("/etc/github-copilot/policy.d/zz-paddock.json", Json.file(policy), false));
  }

  private static Map<String, Object> hook(String command, int seconds) {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("type", "command");
    hook.put("bash", command);
    hook.put("timeoutSec", seconds);
    return hook;
  }

  @Override
  public boolean wantsRootsFiles() {
    return true;
  }

  /** The token's api.github.com is no more than what tells Copilot who the person is. */
  @Override
  public ModelAccess model() {
    List<String> hosts =
        List.of(
            "api.githubcopilot.com",
            "api.individual.githubcopilot.com",
            "api.business.githubcopilot.com",
            "api.enterprise.githubcopilot.com");
    return new ModelAccess(
        List.of(
            new ModelAccess.Key(
                "COPILOT_GITHUB_TOKEN",
                "Authorization",
                "Bearer {}",
                "github_pat_{82}",
                hosts,
                List.of())),
        List.of(
            "api.githubcopilot.com",
            "api.individual.githubcopilot.com",
            "api.business.githubcopilot.com",
            "api.enterprise.githubcopilot.com",
            "api.github.com",
            "github.com"),
        List.of());
  }

  @Override
  public Map<String, String> variables(String home) {
    return Map.of("COPILOT_AUTO_UPDATE", "false");
  }
}
