package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import dev.paddock.permissions.Outcome.Gated;
import dev.paddock.permissions.Outcome.NotEnforced;
import dev.paddock.permissions.Outcome.Walled;
import dev.paddock.profile.DomainPattern;
import dev.paddock.profile.EntryException;
import dev.paddock.profile.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What becomes of one rule of Claude Code's. Pure.
 *
 * @param paths where the rule's paths are
 */
record ClaudeLine(AnchoredPath paths) {
  private static final Set<String> BASH_PARAMETERS =
      Set.of("run_in_background", "dangerouslyDisableSandbox", "timeout", "description");
  private static final Set<String> AGENT_PARAMETERS =
      Set.of("model", "run_in_background", "isolation", "mode", "description");
  private static final Set<String> IGNORED_PATHS =
      Set.of("Write", "MultiEdit", "NotebookEdit", "NotebookRead", "Glob", "Grep", "LS");
  private static final String OF_SYSTEM =
      "the system's own files stay readable for programs, which need them";
  private static final String EVERY_HOST =
      "every host would be that of the agent's own model, too; the profile says what is reached";
  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+):([^*].*)");

  /** All tools of a server; a server's name has no two underscores in a row. */
  private static final Pattern SERVER = Pattern.compile("mcp__(?:(?!__)[^*])+");

  private static final Pattern LITERAL_SERVER = Pattern.compile("mcp__[^*]+__.*|mcp__[^*]+");

  Outcome outcome(RuleOrigin origin, Verdict verdict) {
    Optional<ClaudeRule> rule = ClaudeRule.parse(origin.text());
    if (rule.isEmpty()) {
      return new NotEnforced("it is no rule of the form Tool or Tool(specifier)");
    }
    String tool = rule.get().tool();
    Optional<String> specifier = rule.get().specifier();
    if (tool.equals("Bash")) {
      return bash(origin, verdict, specifier);
    }
    if (specifier.isEmpty()) {
      return bare(origin, verdict, tool);
    }
    try {
      return switch (tool) {
        case "Read" -> file(origin, verdict, specifier.get(), false);
        case "Edit" -> file(origin, verdict, specifier.get(), true);
        case "WebFetch" -> fetch(origin, verdict, specifier.get());
        case "Agent" -> agent(origin, verdict, specifier.get());
        case "Cd" -> new NotEnforced("Paddock does not see where the agent changes to");
        default ->
            new NotEnforced(
                IGNORED_PATHS.contains(tool)
                    ? "Claude Code ignores paths of "
                        + tool
                        + ", too; write Edit(...) or Read(...) instead"
                    : tool.startsWith("mcp__")
                        ? "a tool of a server has no specifier"
                        : "Paddock does not see what " + tool + " is given");
      };
    } catch (EntryException e) {
      return new NotEnforced(e.reason());
    }
  }

  private static Outcome bash(RuleOrigin origin, Verdict verdict, Optional<String> specifier) {
    if (specifier.isEmpty()) {
      return verdict == Verdict.ALLOW
          ? new NotEnforced(ArbitraryCode.REASON)
          : command(origin, verdict, new AnyCommand());
    }
    var parameter = PARAMETER.matcher(specifier.get());
    if (parameter.matches() && BASH_PARAMETERS.contains(parameter.group(1))) {
      return unseen(parameter.group(1));
    }
    Optional<String> impossible = CommandGlob.impossible(specifier.get());
    if (impossible.isPresent()) {
      return new NotEnforced(impossible.get());
    }
    CommandGlob glob = CommandGlob.parse(specifier.get());
    if (verdict == Verdict.ALLOW
        && glob.isOpen()
        && ArbitraryCode.isMeantBy(List.of(glob.literalStart().strip().split("\\s+")))) {
      return new NotEnforced(ArbitraryCode.REASON);
    }
    return command(origin, verdict, glob);
  }

  private static Outcome command(RuleOrigin origin, Verdict verdict, CommandPattern pattern) {
    return new Gated(List.of(new CommandRule(verdict, origin, 0, "", pattern)));
  }

  private static Outcome bare(RuleOrigin origin, Verdict verdict, String tool) {
    if (verdict == Verdict.ALLOW && Set.of("Read", "Edit", "Write", "WebFetch").contains(tool)) {
      return new NotEnforced("what may be reached is said by the profile; this opens nothing");
    }
    if (verdict == Verdict.ALLOW && tool.contains("*") && !LITERAL_SERVER.matcher(tool).matches()) {
      return new NotEnforced("an allow line with * has to name the server");
    }
    if (SERVER.matcher(tool).matches()) {
      return new Gated(List.of(tool(origin, verdict, tool + "__*")));
    }
    return new Gated(List.of(tool(origin, verdict, tool)));
  }

  private Outcome file(RuleOrigin origin, Verdict verdict, String specifier, boolean writing) {
    if (verdict == Verdict.ALLOW) {
      return new NotEnforced("what may be reached is said by the profile; this opens nothing");
    }
    PathPattern pattern = paths.translate(specifier, origin.file().base());
    List<GateRule> rules = List.of(new PathRule(verdict, origin, writing, pattern));
    if (verdict == Verdict.ASK) {
      return new Gated(rules);
    }
    Wall wall = writing ? new Wall.ReadOnly(pattern) : new Wall.Hidden(pattern);
    return !writing && specifier.startsWith("//") && paths.isOfSystem(pattern)
        ? new Gated(rules, List.of(wall), OF_SYSTEM)
        : new Walled(List.of(wall), rules);
  }

  private static Outcome fetch(RuleOrigin origin, Verdict verdict, String specifier) {
    if (!specifier.startsWith("domain:")) {
      return new NotEnforced("only WebFetch(domain:HOST) is known");
    }
    if (verdict == Verdict.ALLOW) {
      return new NotEnforced(
          "what may be reached is said by the profile (network.allow); this opens nothing");
    }
    DomainPattern pattern = DomainPattern.parse(specifier.substring("domain:".length()).strip());
    List<GateRule> rules = List.of(new FetchRule(verdict, origin, pattern));
    if (verdict == Verdict.ASK) {
      return new Gated(rules);
    }
    return pattern.isEvery()
        ? new Gated(rules, List.of(), EVERY_HOST)
        : new Walled(List.of(new Wall.Closed(pattern)), rules);
  }

  private static Outcome agent(RuleOrigin origin, Verdict verdict, String specifier) {
    var parameter = PARAMETER.matcher(specifier);
    if (parameter.matches() && AGENT_PARAMETERS.contains(parameter.group(1))) {
      return unseen(parameter.group(1));
    }
    return new Gated(List.of(tool(origin, verdict, "Agent(" + specifier + ")")));
  }

  private static Outcome unseen(String parameter) {
    return new NotEnforced("Paddock does not see the parameter " + parameter);
  }

  private static ToolRule tool(RuleOrigin origin, Verdict verdict, String name) {
    return new ToolRule(verdict, origin, 0, "", name, Optional.empty());
  }
}
