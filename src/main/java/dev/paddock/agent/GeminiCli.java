package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gemini CLI. It asks by a command hook of its system settings. An "ask" leaves it hanging until
 * the hook's time is over, and then the action runs; so what has to be asked about is denied
 * (measured with 0.61).
 */
final class GeminiCli implements Agent {
  private static final String EVENT = "BeforeTool";
  private static final String AFTER = "AfterTool";
  private static final String PROMPT = "BeforeAgent";
  private static final ToolHooks HOOKS =
      new ToolHooks(Set.of(EVENT), Set.of(AFTER), PROMPT, Set.of());
  private static final String SETTINGS = "/etc/gemini-cli/settings.json";
  private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>)\\]]+");
  private static final Set<String> OWN =
      Set.of("write_todos", "ask_user", "enter_plan_mode", "exit_plan_mode", "complete_task");

  /** A project could switch a hook off by its name, so nobody knows it before the session. */
  private static final String HOOK = "paddock-" + UUID.randomUUID();

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public List<String> packages() {
    return List.of("@google/gemini-cli");
  }

  @Override
  public String usualEvent() {
    return EVENT;
  }

  @Override
  public HookMessage read(HookInput input) throws HookInputException {
    return HOOKS.read(input, GeminiCli::call);
  }

  private static ToolCall call(String tool, HookInput input, Path cwd) throws HookInputException {
    HookInput arguments = input.object("tool_input");
    if (input.has("mcp_context")) {
      HookInput context = input.object("mcp_context");
      String name = context.optional("tool_name").orElse(tool);
      return new ToolCall(
          tool, new Action.McpCall(context.word("server_name"), name, arguments.json()), cwd);
    }
    if (tool.equals("run_shell_command")) {
      Path folder = folder(arguments, cwd);
      return new ToolCall(tool, new Action.Shell(arguments.word("command")), folder);
    }
    return new ToolCall(tool, actions(tool, arguments, cwd), cwd);
  }

  private static Path folder(HookInput input, Path cwd) throws HookInputException {
    for (String field : List.of("dir_path", "directory")) {
      if (input.has(field) && !input.text(field).isEmpty()) {
        return input.file(field, cwd);
      }
    }
    return cwd;
  }

  private static List<Action> actions(String tool, HookInput input, Path cwd)
      throws HookInputException {
    return switch (tool) {
      case "read_file" ->
          List.of(
              new Action.ReadFile(HookInput.file(cwd, input.anyOf("file_path", "absolute_path"))));
      case "list_directory" ->
          List.of(new Action.ReadFile(HookInput.file(cwd, input.anyOf("dir_path", "path"))));
      case "glob", "grep_search", "search_file_content" ->
          List.of(Searches.of(tool, input, input.has("path") ? "path" : "dir_path", cwd));
      case "write_file" ->
          List.of(new Action.WriteFile(input.file("file_path", cwd), input.text("content")));
      case "replace" ->
          List.of(new Action.EditFile(input.file("file_path", cwd), input.text("new_string")));
      case "web_fetch" -> fetches(input);
      case "google_web_search" -> List.of(new Action.Search(input.text("query")));
      default -> List.of(Tools.other(tool, input, OWN));
    };
  }

  private static List<Action> fetches(HookInput input) throws HookInputException {
    List<Action> all = new ArrayList<>();
    Matcher urls = URL.matcher(input.anyOf("url", "prompt"));
    while (urls.find()) {
      all.add(new Action.Fetch(urls.group()));
    }
    return all.isEmpty() ? List.of(new Action.OtherTool("web_fetch", input.json())) : all;
  }

  @Override
  public HookAnswer answer(String event, Verdict verdict, String words) {
    return switch (verdict) {
      case ALLOW -> HookAnswer.out(Json.line(Map.of("decision", "allow")));
      case ASK -> HookAnswer.blocked(Words.asked(words));
      case DENY -> HookAnswer.blocked(words);
    };
  }

  @Override
  public HookAnswer warning(String event, String words) {
    return ToolHooks.context(event, words);
  }

  @Override
  public boolean showsQuestions() {
    return false;
  }

  @Override
  public List<PolicyFile> policy() {
    Map<String, Object> asks = hook(Endpoint.command(name()), Endpoint.AGENT_SECONDS);
    Map<String, Object> tells = hook(Endpoint.tellingCommand(name()), Endpoint.TELLING_SECONDS);
    Map<String, Object> hooks = new LinkedHashMap<>();
    hooks.put(EVENT, List.of(Map.of("matcher", ".*", "hooks", List.of(asks))));
    hooks.put(AFTER, List.of(Map.of("matcher", ".*", "hooks", List.of(tells))));
    hooks.put(PROMPT, List.of(Map.of("hooks", List.of(tells))));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("hooksConfig", Map.of("enabled", true));
    settings.put("tools", Map.of("enableHooks", true));
    settings.put("hooks", hooks);
    return List.of(new PolicyFile(SETTINGS, Json.file(settings), true));
  }

  private static Map<String, Object> hook(String command, int seconds) {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("name", HOOK);
    hook.put("type", "command");
    hook.put("command", command + " " + HOOK);
    hook.put("timeout", seconds * 1000);
    return hook;
  }

  @Override
  public boolean wantsRootsFiles() {
    return true;
  }

  @Override
  public ModelAccess model() {
    String api = "generativelanguage.googleapis.com";
    return new ModelAccess(
        List.of(
            new ModelAccess.Key(
                "GEMINI_API_KEY", "x-goog-api-key", "{}", "AIza{35}", List.of(api), List.of()),
            new ModelAccess.Key(
                "GOOGLE_API_KEY", "x-goog-api-key", "{}", "AIza{35}", List.of(api), List.of())),
        List.of(
            "cloudcode-pa.googleapis.com",
            "oauth2.googleapis.com",
            "accounts.google.com",
            "www.googleapis.com"),
        List.of("GOOGLE_GEMINI_BASE_URL"));
  }

  @Override
  public Map<String, String> variables(String home) {
    return Map.of("GEMINI_CLI_SYSTEM_SETTINGS_PATH", SETTINGS);
  }
}
