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
 * Cursor's command line agent. It asks by command hooks of the machine's own file, with {@code
 * failClosed}. After its documentation; it needs a login, so no test runs it.
 */
final class CursorAgent implements Agent {
  private static final List<String> EVENTS =
      List.of("beforeShellExecution", "beforeMCPExecution", "beforeReadFile", "preToolUse");
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
    return EVENTS.getFirst();
  }

  @Override
  public HookQuestion read(HookInput input) throws HookInputException {
    String event = input.word("hook_event_name");
    Path cwd = cwd(input);
    return switch (event) {
      case "beforeShellExecution" ->
          new HookQuestion(event, "Shell", new Action.Shell(input.word("command")), cwd);
      case "beforeReadFile" ->
          new HookQuestion(event, "Read", new Action.ReadFile(input.file("file_path", cwd)), cwd);
      case "beforeMCPExecution" -> {
        String server = input.has("command") ? input.text("command") : input.anyOf("url", "server");
        String tool = input.word("tool_name");
        HookInput arguments = input.objectOrText("tool_input");
        yield new HookQuestion(
            event, tool, new Action.McpCall(server, tool, arguments.json()), cwd);
      }
      case "preToolUse" -> {
        String tool = input.word("tool_name");
        yield new HookQuestion(
            event, tool, action(tool, input.objectOrText("tool_input"), cwd), cwd);
      }
      default -> throw new HookInputException("there is no hook for this event");
    };
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
      default ->
          OWN.contains(tool) ? new Action.OwnTool(tool) : new Action.OtherTool(tool, input.json());
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

  @Override
  public List<PolicyFile> policy() {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("command", Endpoint.command(name()));
    hook.put("timeout", Endpoint.AGENT_SECONDS);
    hook.put("failClosed", true);
    Map<String, Object> hooks = new LinkedHashMap<>();
    EVENTS.forEach(event -> hooks.put(event, List.of(hook)));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", 1);
    file.put("hooks", hooks);
    return List.of(new PolicyFile("/etc/cursor/hooks.json", Json.file(file), true));
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
