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
 * Cursor's command line agent. It asks by command hooks of the machine's own file, with {@code
 * failClosed}. After its documentation; it needs a login, so no test runs it.
 */
final class CursorAgent implements Agent {
  private static final List<String> QUESTIONS =
      List.of("beforeShellExecution", "beforeMCPExecution", "beforeReadFile", "preToolUse");
  private static final String PROMPT = "beforeSubmitPrompt";
  private static final String RETURN = "subagentStop";
  private static final List<String> TOLD =
      List.of("afterShellExecution", "afterMCPExecution", "postToolUse", PROMPT, RETURN);
  private static final Set<String> OWN = Set.of("TodoWrite", "AskQuestion", "SwitchMode");

  @Override
  public String name() {
    return "cursor-agent";
  }

  @Override
  public List<String> packages() {
    return List.of();
  }

  @Override
  public String usualEvent() {
    return QUESTIONS.getFirst();
  }

  @Override
  public HookMessage read(HookInput input) throws HookInputException {
    String event = input.word("hook_event_name");
    Optional<String> helper = input.optional("subagent_id");
    if (event.equals(RETURN)) {
      return new HookReturn(event, helper.isPresent() ? helper : input.optional("subagent_type"));
    }
    Path cwd = cwd(input);
    return switch (event) {
      case PROMPT -> Prompts.read(event, input.text("prompt"), helper, cwd);
      case "beforeShellExecution" -> new HookQuestion(event, shell(input, cwd), helper);
      case "beforeMCPExecution" -> new HookQuestion(event, mcp(input, cwd), helper);
      case "beforeReadFile" ->
          new HookQuestion(
              event,
              new ToolCall("Read", new Action.ReadFile(input.file("file_path", cwd)), cwd),
              helper);
      case "preToolUse" -> new HookQuestion(event, call(input, cwd), helper);
      case "afterShellExecution" ->
          new HookResult(event, shell(input, cwd), input.allText("output"), helper);
      case "afterMCPExecution" ->
          new HookResult(event, mcp(input, cwd), input.allTextInside("result_json"), helper);
      case "postToolUse" ->
          new HookResult(event, call(input, cwd), input.allTextInside("tool_output"), helper);
      default -> throw new HookInputException("there is no hook for this event");
    };
  }

  private static ToolCall shell(HookInput input, Path cwd) throws HookInputException {
    return new ToolCall("Shell", new Action.Shell(input.word("command")), cwd);
  }

  private static ToolCall mcp(HookInput input, Path cwd) throws HookInputException {
    String server = input.has("command") ? input.text("command") : input.anyOf("url", "server");
    String tool = input.word("tool_name");
    String arguments = input.objectOrText("tool_input").json();
    return new ToolCall(tool, new Action.McpCall(server, tool, arguments), cwd);
  }

  private static ToolCall call(HookInput input, Path cwd) throws HookInputException {
    String tool = input.word("tool_name");
    return new ToolCall(tool, action(tool, input.objectOrText("tool_input"), cwd), cwd);
  }

  private static Path cwd(HookInput input) throws HookInputException {
    if (input.has("cwd") && !input.text("cwd").isEmpty()) {
      return input.folder("cwd");
    }
    List<String> roots = input.texts("workspace_roots");
    if (roots.isEmpty() || !roots.getFirst().startsWith("/")) {
      throw new HookInputException("the hook's input names no folder");
    }
    return HookInput.file(Path.of("/"), roots.getFirst());
  }

  private static Action action(String tool, HookInput input, Path cwd) throws HookInputException {
    return switch (tool) {
      case "Shell" -> new Action.Shell(input.word("command"));
      case "Read" -> new Action.ReadFile(file(input, cwd));
      case "Write" ->
          new Action.WriteFile(file(input, cwd), input.anyOf("contents", "content", "new_string"));
      case "StrReplace", "Edit" -> new Action.EditFile(file(input, cwd), input.text("new_string"));
      case "Delete" -> new Action.Shell("rm -- " + ShellText.quote(file(input, cwd).toString()));
      case "Grep", "Glob" -> Searches.of(tool, input, "path", cwd);
      case "WebFetch" -> new Action.Fetch(input.word("url"));
      case "WebSearch" -> new Action.Search(input.anyOf("query", "search_term"));
      case "Task" -> new Action.Subagent(input.text("prompt"));
      default -> Tools.other(tool, input, OWN);
    };
  }

  private static Path file(HookInput input, Path cwd) throws HookInputException {
    return HookInput.file(cwd, input.anyOf("path", "file_path"));
  }

  @Override
  public HookAnswer answer(String event, Verdict verdict, String words) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("permission", verdict.name().toLowerCase(Locale.ROOT));
    answer.put("user_message", words);
    answer.put("agent_message", words);
    String out = Json.line(answer);
    return verdict == Verdict.DENY
        ? new HookAnswer(HookAnswer.BLOCKED, out, words)
        : HookAnswer.out(out);
  }

  /** Events without a place for context leave it unread. */
  @Override
  public HookAnswer warning(String event, String words) {
    return HookAnswer.out(Json.line(Map.of("additional_context", words)));
  }

  @Override
  public boolean showsQuestions() {
    return true;
  }

  @Override
  public List<PolicyFile> policy() {
    Map<String, Object> asks = hook(Endpoint.command(name()), Endpoint.AGENT_SECONDS, true);
    Map<String, Object> tells =
        hook(Endpoint.tellingCommand(name()), Endpoint.TELLING_SECONDS, false);
    Map<String, Object> hooks = new LinkedHashMap<>();
    QUESTIONS.forEach(event -> hooks.put(event, List.of(asks)));
    TOLD.forEach(event -> hooks.put(event, List.of(tells)));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", 1);
    file.put("hooks", hooks);
    return List.of(new PolicyFile("/etc/cursor/hooks.json", Json.file(file), true));
  }

  private static Map<String, Object> hook(String command, int seconds, boolean failClosed) {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("command", command);
    hook.put("timeout", seconds);
    hook.put("failClosed", failClosed);
    return hook;
  }

  @Override
  public boolean wantsRootsFiles() {
    return false;
  }

  @Override
  public ModelAccess model() {
    String api = "api2.cursor.sh";
    return new ModelAccess(
        List.of(
            new ModelAccess.Key(
                "CURSOR_API_KEY",
                "Authorization",
                "Bearer {}",
                "key_{64}",
                List.of(api),
                List.of())),
        List.of(api, "api3.cursor.sh", "api5.cursor.sh", "cursor.com", "authenticator.cursor.sh"),
        List.of());
  }

  @Override
  public Map<String, String> variables(String home) {
    return Map.of();
  }
}
