package dev.paddock.permissions;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.List;
import java.util.Optional;

/** A rule about a tool of the agent, by the name that Claude Code has for it. */
public final class ToolRule implements GateRule {
  private final Verdict verdict;
  private final RuleOrigin origin;
  private final int priority;
  private final String justification;
  private final String name;
  private final Optional<CommandRegex> arguments;

  /**
   * @param name with {@code *} for any text
   * @param arguments what the arguments' JSON text has to hold
   */
  ToolRule(
      Verdict verdict,
      RuleOrigin origin,
      int priority,
      String justification,
      String name,
      Optional<CommandRegex> arguments) {
    this.verdict = verdict;
    this.origin = origin;
    this.priority = priority;
    this.justification = justification;
    this.name = name;
    this.arguments = arguments;
  }

  @Override
  public Verdict verdict() {
    return verdict;
  }

  @Override
  public RuleOrigin origin() {
    return origin;
  }

  /** Returns the tool's name, with {@code *} for any text. */
  public String name() {
    return name;
  }

  /**
   * Says what the rule says of a tool.
   *
   * @param tool its name, {@code WebSearch}, {@code mcp__server__tool}, {@code Agent(NAME)}
   */
  public Optional<RuleMatch> matches(String tool) {
    return GateRule.match(this, named(tool, Optional.empty()), priority, justification);
  }

  @Override
  public Optional<RuleMatch> matches(Action action) {
    Certainty certainty =
        switch (action) {
          case Action.Shell _ -> named("Bash", Optional.empty());
          case Action.ReadFile _ -> named("Read", Optional.empty());
          case Action.WriteFile _ ->
              named("Write", Optional.empty()).or(named("Edit", Optional.empty()));
          case Action.EditFile _ -> named("Edit", Optional.empty());
          case Action.Fetch _ -> named("WebFetch", Optional.empty());
          case Action.Search _ -> named("WebSearch", Optional.empty());
          case Action.McpCall(String server, String tool, String json) ->
              named("mcp__" + server + "__" + tool, Optional.of(json));
          case Action.Subagent _ -> subagent();
          case Action.OwnTool(String tool) -> named(tool, Optional.empty());
          case Action.OtherTool(String tool, String json) -> named(tool, Optional.of(json));
        };
    return GateRule.match(this, certainty, priority, justification);
  }

  /** Which agent is given the work is not told. */
  private Certainty subagent() {
    return name.startsWith("Agent(") ? Certainty.PERHAPS : named("Agent", Optional.empty());
  }

  private Certainty named(String tool, Optional<String> json) {
    if (!Glob.matches(name, tool, '*')) {
      return Certainty.NO;
    }
    if (arguments.isEmpty()) {
      return Certainty.YES;
    }
    return json.map(text -> arguments.get().mayMatch(List.of(text))).orElse(Certainty.PERHAPS);
  }
}
