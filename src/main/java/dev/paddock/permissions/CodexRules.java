package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import dev.paddock.permissions.Outcome.Gated;
import dev.paddock.permissions.Outcome.NotEnforced;
import dev.paddock.permissions.StarlarkToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Codex's {@code .rules}: calls of {@code prefix_rule} and {@code host_executable} with named
 * arguments that are strings and lists of strings. They are Starlark, a language; whatever else
 * stands in one is told, and then nothing in that file allows.
 */
final class CodexRules {
  private static final Map<String, Verdict> DECISIONS =
      Map.of("allow", Verdict.ALLOW, "prompt", Verdict.ASK, "forbidden", Verdict.DENY);
  private static final int DEEPEST = 3;

  private final StarlarkTokens tokens;
  private final Lines lines;

  private CodexRules(String text, Lines lines) {
    this.tokens = new StarlarkTokens(text);
    this.lines = lines;
  }

  /** What is not understood. */
  private static final class UnknownSyntaxException extends Exception {
    private static final long serialVersionUID = 1;
    private final int line;

    UnknownSyntaxException(int line, String message) {
      super(message, null, false, false);
      this.line = line;
    }
  }

  /** A value: a string, or a list of values. */
  private sealed interface Value {
    record Text(String text) implements Value {}

    record Items(List<Value> values) implements Value {}
  }

  /** Reads a file's text. Pure. */
  static Imported read(String text, PermissionFile file) {
    Lines lines = new Lines(file);
    new CodexRules(text, lines).read();
    if (lines.hasProblems()) {
      lines.disallow("the file holds what Paddock does not understand, so only its denials count");
    }
    return lines.result();
  }

  private void read() {
    while (tokens.current().kind() != Kind.END) {
      try {
        statement();
      } catch (UnknownSyntaxException e) {
        lines.problem(e.line, String.valueOf(e.getMessage()));
        skip();
      }
    }
  }

  /** Goes on with the next line that begins as a rule does. */
  private void skip() {
    while (tokens.current().kind() != Kind.END
        && !(tokens.current().starts() && isCall(tokens.current()))) {
      tokens.take();
    }
  }

  private static boolean isCall(StarlarkToken token) {
    return token.kind() == Kind.NAME
        && (token.text().equals("prefix_rule") || token.text().equals("host_executable"));
  }

  private void statement() throws UnknownSyntaxException {
    StarlarkToken name = tokens.current();
    if (!isCall(name)) {
      throw unknown(name, "prefix_rule(...) or host_executable(...)");
    }
    tokens.take();
    Map<String, Value> arguments = arguments();
    StarlarkToken next = tokens.current();
    if (next.kind() != Kind.END && !(next.starts() && isCall(next)) && next.line() == name.line()) {
      throw unknown(next, "the end of the line");
    }
    if (name.text().equals("prefix_rule")) {
      rule(name.line(), arguments);
    } else {
      RuleOrigin origin = lines.origin(name.line(), "", "host_executable");
      lines.add(
          origin,
          Verdict.ALLOW,
          new NotEnforced("a program called by its path counts for denials, and never is allowed"));
    }
  }

  private Map<String, Value> arguments() throws UnknownSyntaxException {
    Map<String, Value> arguments = new LinkedHashMap<>();
    expect("(");
    while (!tokens.current().is(")")) {
      StarlarkToken name = tokens.take();
      if (name.kind() != Kind.NAME) {
        throw unknown(name, "the name of an argument");
      }
      expect("=");
      if (arguments.put(name.text(), value(0)) != null) {
        throw new UnknownSyntaxException(name.line(), name.text() + " is there twice");
      }
      if (!tokens.current().is(")")) {
        expect(",");
      }
    }
    tokens.take();
    return arguments;
  }

  private Value value(int depth) throws UnknownSyntaxException {
    StarlarkToken token = tokens.take();
    if (token.kind() == Kind.STRING) {
      return new Value.Text(token.text());
    }
    if (!token.is("[") || depth == DEEPEST) {
      throw unknown(token, "a string or a list of strings");
    }
    List<Value> values = new ArrayList<>();
    while (!tokens.current().is("]")) {
      values.add(value(depth + 1));
      if (!tokens.current().is("]")) {
        expect(",");
      }
    }
    tokens.take();
    return new Value.Items(values);
  }

  private void expect(String sign) throws UnknownSyntaxException {
    StarlarkToken token = tokens.current();
    if (!token.is(sign)) {
      throw unknown(token, "\"" + sign + "\"");
    }
    tokens.take();
  }

  private static UnknownSyntaxException unknown(StarlarkToken token, String expected) {
    return new UnknownSyntaxException(
        token.line(), token.display() + " stands where " + expected + " is understood only");
  }

  private void rule(int line, Map<String, Value> arguments) throws UnknownSyntaxException {
    for (String name : arguments.keySet()) {
      if (!List.of("pattern", "decision", "justification", "match", "not_match").contains(name)) {
        throw new UnknownSyntaxException(line, "prefix_rule has no argument " + name);
      }
    }
    List<List<String>> pattern = pattern(line, arguments.get("pattern"));
    Optional<String> decision = text(line, "decision", arguments);
    Verdict verdict = DECISIONS.get(decision.orElse("allow"));
    if (verdict == null) {
      throw new UnknownSyntaxException(line, "the decision is none of allow, prompt, forbidden");
    }
    CommandPrefix prefix = new CommandPrefix(pattern);
    RuleOrigin origin = lines.origin(line, "", "prefix_rule " + display(pattern));
    examples(line, prefix, arguments.get("match"), true);
    examples(line, prefix, arguments.get("not_match"), false);
    boolean anything =
        verdict == Verdict.ALLOW
            && pattern.getFirst().stream().anyMatch(first -> isArbitrary(first, pattern));
    lines.add(
        origin,
        verdict,
        anything
            ? new NotEnforced(ArbitraryCode.REASON)
            : new Gated(
                List.of(
                    new CommandRule(
                        verdict,
                        origin,
                        0,
                        text(line, "justification", arguments).orElse(""),
                        prefix))));
  }

  private static boolean isArbitrary(String first, List<List<String>> pattern) {
    List<String> seconds = pattern.size() > 1 ? pattern.get(1) : List.of();
    return seconds.isEmpty()
        ? ArbitraryCode.isMeantBy(List.of(first))
        : seconds.stream().anyMatch(second -> ArbitraryCode.isMeantBy(List.of(first, second)));
  }

  private static List<List<String>> pattern(int line, @Nullable Value value)
      throws UnknownSyntaxException {
    List<List<String>> pattern = new ArrayList<>();
    if (value instanceof Value.Items(List<Value> elements)) {
      for (Value element : elements) {
        pattern.add(
            switch (element) {
              case Value.Text(String text) -> List.of(text);
              case Value.Items(List<Value> alternatives) -> strings(line, alternatives);
            });
      }
    }
    if (pattern.isEmpty() || pattern.stream().anyMatch(List::isEmpty)) {
      throw new UnknownSyntaxException(line, "prefix_rule needs a pattern, a list of words");
    }
    return pattern;
  }

  private static List<String> strings(int line, List<Value> values) throws UnknownSyntaxException {
    List<String> strings = new ArrayList<>();
    for (Value value : values) {
      if (!(value instanceof Value.Text(String text))) {
        throw new UnknownSyntaxException(line, "a list is nested too deeply");
      }
      strings.add(text);
    }
    return strings;
  }

  private static Optional<String> text(int line, String name, Map<String, Value> arguments)
      throws UnknownSyntaxException {
    Value value = arguments.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Value.Text(String text)) {
      return Optional.of(text);
    }
    throw new UnknownSyntaxException(line, name + " is no string");
  }

  /** Examples of a rule that does not hold what they say mean that it is not what was meant. */
  private void examples(int line, CommandPrefix prefix, @Nullable Value examples, boolean matches)
      throws UnknownSyntaxException {
    if (!(examples instanceof Value.Items(List<Value> all))) {
      return;
    }
    for (Value example : all) {
      List<String> words =
          switch (example) {
            case Value.Text(String text) -> List.of(text.strip().split("\\s+"));
            case Value.Items(List<Value> values) -> strings(line, values);
          };
      boolean isMeant = !words.isEmpty() && prefix.matchesExactly(words);
      if (isMeant != matches) {
        lines.problem(
            line,
            "the example "
                + String.join(" ", words)
                + (matches ? " is not matched" : " is matched")
                + "; the rule may not be what was meant");
      }
    }
  }

  private static String display(List<List<String>> pattern) {
    List<String> words =
        pattern.stream()
            .map(word -> word.size() == 1 ? word.getFirst() : "[" + String.join("|", word) + "]")
            .toList();
    return String.join(" ", words);
  }
}
