package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Claude Code. It asks by an HTTP hook of its managed settings. Without {@code onFailure: block} it
 * lets an action run whose hook fails; with it, only what its hook allows (measured with 2.1.329).
 */
final class ClaudeCode implements Agent {
  private static final String EVENT = "PreToolUse";
  private static final List<String> RESULTS = List.of("PostToolUse", "PostToolUseFailure");
  private static final String PROMPT = "UserPromptSubmit";
  private static final String RETURN = "SubagentStop";
  private static final ToolHooks HOOKS =
      new ToolHooks(Set.of(EVENT), Set.copyOf(RESULTS), PROMPT, Set.of(RETURN));
  private static final String DROP_IN = "/etc/claude-code/managed-settings.d/zz-paddock.json";

  /** Tools that touch nothing but the agent's own memory, or end what it started itself. */
  private static final Set<String> OWN =
      Set.of(
          "AskUserQuestion",
          "BashOutput",
          "EnterPlanMode",
          "ExitPlanMode",
          "KillBash",
          "KillShell",
          "TaskCreate",
          "TaskGet",
          "TaskList",
          "TaskOutput",
          "TaskStop",
          "TaskUpdate",
          "TodoRead",
          "TodoWrite",
          "ToolSearch");

  @Override
  public String name() {
    return "claude";
  }

  @Override
  public List<String> packages() {
    return List.of("@anthropic-ai/claude-code");
  }

  @Override
  public String usualEvent() {
    return EVENT;
  }

  @Override
  public HookMessage read(HookInput input) throws HookInputException {
    return HOOKS.read(input, ClaudeCode::call);
  }

  private static ToolCall call(String tool, HookInput input, Path cwd) throws HookInputException {
    return new ToolCall(tool, action(tool, input.object("tool_input"), cwd), cwd);
  }

  private static Action action(String tool, HookInput input, Path cwd) throws HookInputException {
    return switch (tool) {
      case "Bash", "Monitor" -> new Action.Shell(input.word("command"));
      case "Read" -> new Action.ReadFile(input.file("file_path", cwd));
      case "Write" -> new Action.WriteFile(input.file("file_path", cwd), input.text("content"));
      case "Edit" -> new Action.EditFile(input.file("file_path", cwd), input.text("new_string"));
      case "MultiEdit" -> new Action.EditFile(input.file("file_path", cwd), edits(input));
      case "NotebookEdit" ->
          new Action.EditFile(
              input.file("notebook_path", cwd), input.optional("new_source").orElse(""));
      case "Glob", "Grep" -> Searches.of(tool, input, "path", cwd);
      case "WebFetch" -> new Action.Fetch(input.word("url"));
      case "WebSearch" -> new Action.Search(input.text("query"));
      case "Agent", "Task" -> new Action.Subagent(input.text("prompt"));
      default -> Tools.otherOrMcp(tool, input, OWN);
    };
  }

  private static String edits(HookInput input) throws HookInputException {
    StringBuilder added = new StringBuilder();
    for (HookInput edit : input.objects("edits")) {
      added.append(edit.text("new_string")).append('\n');
    }
    return added.toString();
  }

  /** An explicit "allow" also skips the agent's own question. */
  @Override
  public HookAnswer answer(String event, Verdict verdict, String words) {
    Map<String, Object> specific = new LinkedHashMap<>();
    specific.put("hookEventName", EVENT);
    specific.put("permissionDecision", verdict.name().toLowerCase(Locale.ROOT));
    specific.put("permissionDecisionReason", words);
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
    return true;
  }

  private static Map<String, Object> hook(String url, int seconds, String onFailure) {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("type", "http");
    hook.put("url", url);
    hook.put("timeout", seconds);
    hook.put("onFailure", onFailure);
    return hook;
  }

  @Override
  public List<PolicyFile> policy() {
    Map<String, Object> asks = hook(Endpoint.url(name()), Endpoint.AGENT_SECONDS, "block");
    Map<String, Object> tells =
        hook(Endpoint.tellingUrl(name()), Endpoint.TELLING_SECONDS, "continue");
    Map<String, Object> hooks = new LinkedHashMap<>();
    hooks.put(EVENT, List.of(Map.of("matcher", "*", "hooks", List.of(asks))));
    RESULTS.forEach(
        event -> hooks.put(event, List.of(Map.of("matcher", "*", "hooks", List.of(tells)))));
    hooks.put(PROMPT, List.of(Map.of("hooks", List.of(tells))));
    hooks.put(RETURN, List.of(Map.of("hooks", List.of(tells))));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("disableAllHooks", false);
    settings.put("allowManagedHooksOnly", true);
    settings.put("allowedHttpHookUrls", List.of("http://" + Endpoint.HOST + "/*"));
    settings.put("hooks", hooks);
    // A proxy that the project's settings name must not stand between a hook and its answer.
    settings.put("env", Map.of("NO_PROXY", Endpoint.HOST, "no_proxy", Endpoint.HOST));
    return List.of(new PolicyFile(DROP_IN, Json.file(settings), false));
  }

  @Override
  public boolean wantsRootsFiles() {
    return false;
  }

  @Override
  public ModelAccess model() {
    String api = "api.anthropic.com";
    return new ModelAccess(
        List.of(
            new ModelAccess.Key(
                "ANTHROPIC_API_KEY",
                "x-api-key",
                "{}",
                "sk-ant-api03-{93}AA",
                List.of(api),
                List.of()),
            new ModelAccess.Key(
                "ANTHROPIC_AUTH_TOKEN",
                "Authorization",
                "Bearer {}",
                "sk-ant-{64}",
                List.of(api),
                List.of()),
            new ModelAccess.Key(
                "CLAUDE_CODE_OAUTH_TOKEN",
                "Authorization",
                "Bearer {}",
                "sk-ant-oat01-{93}AA",
                List.of(api),
                List.of())),
        List.of(api, "claude.ai", "platform.claude.com", "console.anthropic.com"),
        List.of("ANTHROPIC_BASE_URL"));
  }

  @Override
  public Map<String, String> variables(String home) {
    return Map.of(
        "CLAUDE_CONFIG_DIR", home + "/.claude",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
        "DISABLE_AUTOUPDATER", "1");
  }
}
