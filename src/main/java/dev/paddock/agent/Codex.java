package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Codex CLI. It asks by command hooks of its requirements file. It takes an "ask" for an "allow",
 * so what has to be asked about is denied; and it never tells of what is typed into a program that
 * runs already ({@code write_stdin}), which the walls cover (measured with 0.169).
 */
final class Codex implements Agent {
  private static final String BEFORE = "PreToolUse";
  private static final String PERMISSION = "PermissionRequest";
  private static final String AFTER = "PostToolUse";
  private static final String PROMPT = "UserPromptSubmit";
  private static final String RETURN = "SubagentStop";
  private static final ToolHooks HOOKS =
      new ToolHooks(Set.of(BEFORE, PERMISSION), Set.of(AFTER), PROMPT, Set.of(RETURN));
  private static final Set<String> OWN = Set.of("update_plan", "request_user_input");

  @Override
  public String name() {
    return "codex";
  }

  @Override
  public List<String> packages() {
    return List.of("@openai/codex");
  }

  @Override
  public String usualEvent() {
    return BEFORE;
  }

  @Override
  public HookMessage read(HookInput input) throws HookInputException {
    return HOOKS.read(input, Codex::call);
  }

  private static ToolCall call(String tool, HookInput input, Path cwd) throws HookInputException {
    return new ToolCall(tool, actions(tool, input.object("tool_input"), cwd), cwd);
  }

  private static List<Action> actions(String tool, HookInput input, Path cwd)
      throws HookInputException {
    return switch (tool) {
      case "Bash", "shell", "exec_command", "local_shell" -> List.of(shell(input));
      case "apply_patch" -> PatchText.actions(input.anyOf("command", "input", "patch"), cwd);
      case "view_image" -> List.of(new Action.ReadFile(input.file("path", cwd)));
      case "web_search" -> List.of(new Action.Search(input.text("query")));
      case "write_stdin" -> List.of(new Action.Shell(input.word("chars")));
      case "spawn_agent" -> List.of(new Action.Subagent(input.anyOf("message", "prompt")));
      default -> List.of(Tools.otherOrMcp(tool, input, OWN));
    };
  }

  private static Action shell(HookInput input) throws HookInputException {
    return new Action.Shell(
        input.isList("command") ? ShellText.of(input.texts("command")) : input.word("command"));
  }

  /**
   * Silence is what lets a call go on to Codex' own policy: an "allow" there counts as an error. At
   * its own question "allow" is understood, and keeps people from being asked twice.
   */
  @Override
  public HookAnswer answer(String event, Verdict verdict, String words) {
    if (verdict != Verdict.ALLOW) {
      return HookAnswer.blocked(verdict == Verdict.ASK ? Words.asked(words) : words);
    }
    if (!event.equals(PERMISSION)) {
      return HookAnswer.out("");
    }
    Map<String, Object> specific = new LinkedHashMap<>();
    specific.put("hookEventName", PERMISSION);
    specific.put("decision", Map.of("behavior", "allow"));
    return HookAnswer.out(Json.line(Map.of("hookSpecificOutput", specific)));
  }

  /** Where a helper ends there is no context to add to: people are told. */
  @Override
  public HookAnswer warning(String event, String words) {
    return event.equals(RETURN)
        ? HookAnswer.out(Json.line(Map.of("systemMessage", words)))
        : ToolHooks.context(event, words);
  }

  @Override
  public boolean showsQuestions() {
    return false;
  }

  @Override
  public List<PolicyFile> policy() {
    StringBuilder text =
        new StringBuilder(
            """
            # Paddock's. Every tool call is asked about before it runs, and what came is told.
            allow_managed_hooks_only = true

            [features]
            hooks = true

            [hooks]
            managed_dir = "/etc"
            """);
    for (String event : List.of(BEFORE, PERMISSION)) {
      text.append(hook(event, Endpoint.command(name()), Endpoint.AGENT_SECONDS));
    }
    for (String event : List.of(AFTER, PROMPT, RETURN)) {
      text.append(hook(event, Endpoint.tellingCommand(name()), Endpoint.TELLING_SECONDS));
    }
    return List.of(new PolicyFile("/etc/codex/requirements.toml", text.toString(), true));
  }

  private static String hook(String event, String command, int seconds) {
    return """

    [[hooks.%s]]
    matcher = ".*"

    [[hooks.%s.hooks]]
    type = "command"
    command = %s
    timeout = %d
    """
        .formatted(event, event, Json.quote(command), seconds);
  }

  @Override
  public boolean wantsRootsFiles() {
    return false;
  }

  @Override
  public ModelAccess model() {
    String api = "api.openai.com";
    return new ModelAccess(
        List.of(
            new ModelAccess.Key(
                "OPENAI_API_KEY",
                "Authorization",
                "Bearer {}",
                "sk-proj-{64}",
                List.of(api),
                List.of()),
            new ModelAccess.Key(
                "CODEX_API_KEY",
                "Authorization",
                "Bearer {}",
                "sk-proj-{64}",
                List.of(api),
                List.of())),
        List.of("chatgpt.com", "auth.openai.com", api),
        List.of("OPENAI_BASE_URL"));
  }

  @Override
  public Map<String, String> variables(String home) {
    return Map.of();
  }
}
