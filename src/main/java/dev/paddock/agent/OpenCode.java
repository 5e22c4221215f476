package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenCode. It has no hooks but plugins: one of Paddock's, named in the machine's own settings,
 * asks before each tool and throws unless the answer is "allow". What can't be asked there is
 * denied.
 */
final class OpenCode implements Agent {
  private static final String EVENT = "tool.execute.before";
  private static final String AFTER = "tool.execute.after";
  private static final String PROMPT = "chat.message";
  private static final String FOLDER = "/etc/opencode/";
  private static final String PLUGIN = FOLDER + "paddock.js";
  private static final Set<String> OWN =
      Set.of("todowrite", "todoread", "question", "plan_enter", "plan_exit", "invalid");

  @Override
  public String name() {
    return "opencode";
  }

  @Override
  public List<String> packages() {
    return List.of("opencode-ai");
  }

  @Override
  public String usualEvent() {
    return EVENT;
  }

  /** What Paddock's own plugin sends; without an event it is a question. */
  @Override
  public HookMessage read(HookInput input) throws HookInputException {
    String event = input.optional("event").orElse(EVENT);
    Optional<String> helper = input.optional("helper");
    Path cwd = input.folder("cwd");
    return switch (event) {
      case EVENT -> new HookQuestion(event, call(input, cwd), helper);
      case AFTER -> new HookResult(event, call(input, cwd), input.allText("output"), helper);
      case PROMPT -> Prompts.read(event, input.text("prompt"), helper, cwd);
      default -> throw new HookInputException("there is no hook for this event");
    };
  }

  private static ToolCall call(HookInput input, Path cwd) throws HookInputException {
    String tool = input.word("tool");
    HookInput arguments = input.object("args");
    if (tool.equals("bash")) {
      Path folder = arguments.has("workdir") ? arguments.file("workdir", cwd) : cwd;
      return new ToolCall(tool, new Action.Shell(arguments.word("command")), folder);
    }
    return new ToolCall(tool, actions(tool, arguments, cwd), cwd);
  }

  private static List<Action> actions(String tool, HookInput input, Path cwd)
      throws HookInputException {
    return switch (tool) {
      case "read" -> List.of(new Action.ReadFile(input.file("filePath", cwd)));
      case "write" ->
          List.of(new Action.WriteFile(input.file("filePath", cwd), input.text("content")));
      case "edit" ->
          List.of(new Action.EditFile(input.file("filePath", cwd), input.text("newString")));
      case "patch", "apply_patch" -> PatchText.actions(input.word("patchText"), cwd);
      case "glob", "grep", "list" -> List.of(Searches.of(tool, input, "path", cwd));
      case "webfetch" -> List.of(new Action.Fetch(input.word("url")));
      case "websearch", "codesearch" -> List.of(new Action.Search(input.text("query")));
      case "task" -> List.of(new Action.Subagent(input.text("prompt")));
      default -> List.of(Tools.other(tool, input, OWN));
    };
  }

  @Override
  public HookAnswer answer(String event, Verdict verdict, String words) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("paddock", verdict == Verdict.ALLOW ? "allow" : "deny");
    answer.put("reason", verdict == Verdict.ASK ? Words.asked(words) : words);
    return HookAnswer.out(Json.line(answer));
  }

  /** The plugin puts it before what the tool gave. */
  @Override
  public HookAnswer warning(String event, String words) {
    return HookAnswer.out(Json.line(Map.of("warning", words)));
  }

  @Override
  public boolean showsQuestions() {
    return false;
  }

  @Override
  public List<PolicyFile> policy() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("plugin", List.of("file://" + PLUGIN));
    settings.put("autoupdate", false);
    return List.of(
        new PolicyFile(FOLDER + "opencode.json", Json.file(settings), true),
        new PolicyFile(PLUGIN, resource("opencode.js"), true));
  }

  @Override
  public boolean wantsRootsFiles() {
    return false;
  }

  @Override
  public ModelAccess model() {
    String anthropic = "api.anthropic.com";
    String openai = "api.openai.com";
    return new ModelAccess(
        List.of(
            new ModelAccess.Key(
                "ANTHROPIC_API_KEY",
                "x-api-key",
                "{}",
                "sk-ant-api03-{93}AA",
                List.of(anthropic),
                List.of()),
            new ModelAccess.Key(
                "OPENAI_API_KEY",
                "Authorization",
                "Bearer {}",
                "sk-proj-{64}",
                List.of(openai),
                List.of())),
        List.of("opencode.ai", "models.dev", anthropic, openai),
        List.of());
  }

  @Override
  public Map<String, String> variables(String home) {
    // Before it loads a plugin it looks for a package at npm, and tries for minutes where it can't.
    return Map.of(
        "OPENCODE_DISABLE_AUTOUPDATE", "1",
        "npm_config_fetch_retry_mintimeout", "100",
        "npm_config_fetch_retry_maxtimeout", "1000");
  }

  static String resource(String name) {
    try (InputStream in = OpenCode.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
