package dev.paddock.session;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Verdict;
import dev.paddock.agent.Agent;
import dev.paddock.agent.HookEvents;
import dev.paddock.gate.Effects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Tells the session's report what agents asked and what they were told. Thread-safe. */
final class DecisionReport implements HookEvents {
  private static final int LONGEST = 200;
  private static final int LONGEST_LIST = 4_000;

  private final SessionReport report;
  private final AtomicLong last = new AtomicLong();

  DecisionReport(SessionReport report) {
    this.report = report;
  }

  @Override
  public void decided(Agent agent, String tool, Action action, Decision decision) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("id", Long.toString(last.incrementAndGet()));
    fields.put("target", shown(action));
    fields.put("agent", agent.name());
    fields.put("tool", shortened(tool));
    fields.put("verdict", word(decision.verdict()));
    fields.put("rule", decision.rule());
    fields.put("enforcement", word(decision.enforcement()));
    fields.put("reason", decision.reason());
    if (decision.verdict() != Verdict.ALLOW) {
      fields.put("remedy", decision.remedy());
    }
    putList(fields, "effects", decision.effects().stream().map(Effects::shown).toList());
    putList(fields, "evidence", decision.evidence());
    report.write("decision", fields);
    if (decision.verdict() == Verdict.DENY) {
      report.remember(
          "denied " + decision.rule(),
          "denied to " + agent.name() + " by " + decision.rule() + ": " + decision.reason());
    }
  }

  @Override
  public void refused(Agent agent, String why) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("agent", agent.name());
    fields.put("verdict", "deny");
    fields.put("rule", "hook-input");
    fields.put("enforcement", "gate");
    fields.put("reason", why);
    report.write("decision", fields);
    report.remember("hook " + agent.name() + why, "denied a hook of " + agent.name() + ": " + why);
  }

  /** Lines of one text, since a field is one. */
  private static void putList(
      SequencedMap<String, String> fields, String name, List<String> lines) {
    String text =
        lines.stream()
            .map(line -> Text.printable(line).replace('\n', ' '))
            .collect(Collectors.joining("\n"));
    if (!text.isEmpty()) {
      fields.put(
          name, text.length() <= LONGEST_LIST ? text : text.substring(0, LONGEST_LIST) + "…");
    }
  }

  @Override
  public void passedOver(Agent agent, String why) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("agent", agent.name());
    fields.put("reason", why);
    report.write("passed-over", fields);
    report.remember(
        "passed over " + agent.name() + why,
        "not looked at what " + agent.name() + " told after the fact: " + why);
  }

  /** What is done, as far as one line can tell; never what a file holds. */
  static String shown(Action action) {
    return shortened(
        switch (action) {
          case Action.Shell(String command) -> command;
          case Action.ReadFile(var path) -> path.toString();
          case Action.WriteFile(var path, _) -> path.toString();
          case Action.EditFile(var path, _) -> path.toString();
          case Action.Fetch(String url) -> url;
          case Action.Search(String query) -> query;
          case Action.McpCall(String server, String name, _) -> server + " " + name;
          case Action.Subagent(String task) -> task;
          case Action.OwnTool(String name) -> name;
          case Action.OtherTool(String name, _) -> name;
        });
  }

  private static String shortened(String text) {
    String line = Text.printable(text).replace('\n', ' ').replace('\t', ' ');
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
