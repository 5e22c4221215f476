package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import dev.paddock.permissions.Outcome.Gated;
import dev.paddock.permissions.Outcome.NotEnforced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads Gemini CLI's policies, tables {@code [[rule]]} of a TOML file. */
final class GeminiPolicy {
  private static final Map<String, Verdict> DECISIONS =
      Map.of("allow", Verdict.ALLOW, "ask_user", Verdict.ASK, "deny", Verdict.DENY);

  /** The names that its own tools have at Claude Code, which rules about tools go by. */
  private static final Map<String, String> TOOLS =
      Map.of(
          "read_file", "Read",
          "read_many_files", "Read",
          "write_file", "Write",
          "replace", "Edit",
          "web_fetch", "WebFetch",
          "google_web_search", "WebSearch");

  private static final String SHELL = "run_shell_command";
  private static final Set<String> UNSEEN =
      Set.of("modes", "interactive", "toolAnnotations", "subagent", "allowRedirection");
  private static final int MOST_PRIORITY = 999;
  private static final int TIER = 1_000;
  private static final int DEEPEST = 32;
  private static final int MOST_ERRORS = 5;

  private final Lines lines;

  private GeminiPolicy(Lines lines) {
    this.lines = lines;
  }

  /** Reads a file's text. Pure. */
  static Imported read(String text, PermissionFile file) {
    Lines lines = new Lines(file);
    parse(text, lines).ifPresent(new GeminiPolicy(lines)::rules);
    if (lines.hasProblems()) {
      lines.disallow("the file can't be read as a whole, so only its denials count");
    }
    return lines.result();
  }

  /** What the parser makes of a file with mistakes is used, too: its denials hold. */
  private static Optional<TomlTable> parse(String text, Lines lines) {
    if (isTooDeep(text)) {
      lines.problem(1, "brackets are nested too deeply");
      return Optional.empty();
    }
    try {
      TomlParseResult result = Toml.parse(text);
      result.errors().stream()
          .limit(MOST_ERRORS)
          .forEach(
              error ->
                  lines.problem(
                      error.position().line(), "this is no valid TOML: " + error.getMessage()));
      return Optional.of(result);
    } catch (TomlParseError error) {
      lines.problem(error.position().line(), "this is no valid TOML: " + error.getMessage());
    } catch (RuntimeException | AssertionError | StackOverflowError defect) {
      lines.problem(0, "this is no TOML that can be read");
    }
    return Optional.empty();
  }

  private static boolean isTooDeep(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() && depth <= DEEPEST; i++) {
      char c = text.charAt(i);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      depth = Math.max(0, depth);
    }
    return depth > DEEPEST;
  }

  private void rules(TomlTable root) {
    Object rules = get(root, "rule");
    if (rules == null) {
      return;
    }
    if (!(rules instanceof TomlArray all)) {
      lines.problem(1, "rule is no list of tables; write [[rule]]");
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      int line = all.inputPositionOf(i).line();
      if (all.get(i) instanceof TomlTable rule) {
        rule(rule, "rule[" + i + "]", line);
      } else {
        lines.problem(line, "a rule is no table");
      }
    }
  }

  private void rule(TomlTable rule, String path, int line) {
    Verdict verdict =
        get(rule, "decision") instanceof String decision ? DECISIONS.get(decision) : null;
    if (verdict == null) {
      lines.problem(line, path + " has no decision that is one of allow, deny, ask_user");
      return;
    }
    RuleOrigin origin = lines.origin(line, path, display(rule));
    lines.add(origin, verdict, outcome(rule, origin, verdict));
  }

  private Outcome outcome(TomlTable rule, RuleOrigin origin, Verdict verdict) {
    for (String key : rule.keySet()) {
      if (UNSEEN.contains(key)) {
        return new NotEnforced("Paddock does not see what " + key + " speaks of");
      }
    }
    Object number = get(rule, "priority");
    int priority = number instanceof Long value ? (int) Math.clamp(value, 0L, MOST_PRIORITY) : 0;
    if (origin.file().scope() == Scope.MANAGED) {
      priority += TIER; // what the administrator says comes first
    }
    String message = get(rule, "denyMessage") instanceof String text ? text : "";
    Rule read = new Rule(rule, origin, verdict, priority, message);
    try {
      return read.outcome();
    } catch (PatternSyntaxException e) {
      return new NotEnforced("its regular expression can't be read: " + e.getDescription());
    }
  }

  private static String display(TomlTable rule) {
    List<String> parts = new ArrayList<>();
    for (String key : List.of("mcpName", "toolName", "commandPrefix", "commandRegex")) {
      List<String> values = strings(get(rule, key));
      if (!values.isEmpty()) {
        parts.add(key + " " + String.join("|", values));
      }
    }
    if (get(rule, "argsPattern") instanceof String pattern) {
      parts.add("argsPattern " + pattern);
    }
    return parts.isEmpty() ? "every tool" : String.join(", ", parts);
  }

  private static @Nullable Object get(TomlTable table, String key) {
    return table.get(List.of(key));
  }

  /** Returns a string, or a list of strings, as a list. */
  private static List<String> strings(@Nullable Object value) {
    List<String> strings = new ArrayList<>();
    if (value instanceof String text) {
      strings.add(text);
    } else if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof String text) {
          strings.add(text);
        }
      }
    }
    return strings;
  }

  /** One rule whose decision is known. */
  private record Rule(
      TomlTable table, RuleOrigin origin, Verdict verdict, int priority, String message) {
    Outcome outcome() {
      List<String> tools = strings(get(table, "toolName"));
      List<String> servers = strings(get(table, "mcpName"));
      List<String> prefixes = strings(get(table, "commandPrefix"));
      List<GateRule> rules = new ArrayList<>();
      prefixes.forEach(prefix -> rules.add(command(CommandGlob.parse(prefix + " *"))));
      if (get(table, "commandRegex") instanceof String regex) {
        rules.add(command(new CommandRegex(Pattern.compile(regex), false)));
      }
      if (!rules.isEmpty()) {
        return gated(rules, prefixes);
      }
      Optional<String> arguments =
          get(table, "argsPattern") instanceof String text ? Optional.of(text) : Optional.empty();
      if (!servers.isEmpty()) {
        List<String> named = tools.isEmpty() ? List.of("*") : tools;
        servers.forEach(
            server ->
                named.forEach(tool -> rules.add(tool("mcp__" + server + "__" + tool, arguments))));
      } else if (tools.isEmpty()) {
        rules.add(command(new AnyCommand()));
        rules.add(tool("*", arguments));
      } else {
        tools.forEach(tool -> addTool(tool, arguments, rules));
      }
      return gated(rules, prefixes);
    }

    private Outcome gated(List<GateRule> rules, List<String> prefixes) {
      boolean opens =
          verdict == Verdict.ALLOW
              && (rules.stream().anyMatch(rule -> isOpen(rule, prefixes))
                  || prefixes.stream()
                      .anyMatch(
                          prefix ->
                              ArbitraryCode.isMeantBy(List.of(prefix.strip().split("\\s+")))));
      return opens ? new NotEnforced(ArbitraryCode.REASON) : new Gated(rules);
    }

    /** A regular expression, or no condition at all, says nothing about what would run. */
    private static boolean isOpen(GateRule rule, List<String> prefixes) {
      return switch (rule) {
        case CommandRule _ -> prefixes.isEmpty();
        case ToolRule tool -> tool.name().equals("*");
        case PathRule _, FetchRule _ -> false;
      };
    }

    private void addTool(String tool, Optional<String> arguments, List<GateRule> rules) {
      String known = TOOLS.getOrDefault(tool, tool);
      if (!tool.equals(SHELL)) {
        int server = known.indexOf("__");
        boolean isServers = server > 0 && !known.startsWith("mcp__");
        rules.add(tool(isServers ? "mcp__" + known : known, arguments));
      } else if (arguments.isEmpty()) {
        rules.add(command(new AnyCommand()));
      } else {
        rules.add(command(ofArguments(arguments.get())));
      }
    }

    /** The arguments of the shell's tool are {@code {"command":"…"}}. */
    private static CommandRegex ofArguments(String pattern) {
      String inner = pattern.replaceFirst("^\\^?\\\\?\\{?\"command\":\\s*\"", "");
      return inner.equals(pattern)
          ? new CommandRegex(Pattern.compile(pattern), true)
          : new CommandRegex(Pattern.compile(inner), false);
    }

    private CommandRule command(CommandPattern pattern) {
      return new CommandRule(verdict, origin, priority, message, pattern);
    }

    private ToolRule tool(String name, Optional<String> arguments) {
      return new ToolRule(
          verdict,
          origin,
          priority,
          message,
          name,
          arguments.map(text -> new CommandRegex(Pattern.compile(text), true)));
    }
  }
}
