package dev.paddock.rules;

import dev.paddock.action.Enforcement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the default rules; the format is told in the resource's own head. Not thread-safe. */
final class RuleParser {
  private static final Pattern BACKING =
      Pattern.compile("(wall|gate|judgement)(?: \\(([^()]+(?:\\([^()]*\\)[^()]*)*)\\))?");
  private static final String BEHIND = "behind: ";
  private static final String CHANGE = "change: ";

  private final String source;
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final List<String> prose = new ArrayList<>();
  private int lineNumber;
  private @Nullable RuleKind kind;
  private String title = "";
  private List<Backing> behind = List.of();
  private String change = "";

  private RuleParser(String source) {
    this.source = source;
  }

  /**
   * Reads the rules in their order.
   *
   * @param source the file's name, for messages
   * @throws IllegalArgumentException naming the line that is wrong
   */
  static List<Rule> parse(String source, String text) {
    RuleParser parser = new RuleParser(source);
    text.lines().forEach(parser::line);
    parser.end();
    return List.copyOf(parser.rules);
  }

  private void line(String raw) {
    lineNumber++;
    String line = raw.strip();
    if (line.startsWith("## ")) {
      end();
      kind =
          RuleKind.of(line.substring(3))
              .orElseThrow(() -> wrong("no kind of rule is called " + line.substring(3)));
    } else if (line.startsWith("### ")) {
      end();
      title = line.substring(4);
    } else if (kind != null && !line.isEmpty()) {
      ofARule(line);
    }
  }

  private void ofARule(String line) {
    if (title.isEmpty()) {
      throw wrong("text before the first rule of a section");
    }
    if (line.startsWith(BEHIND)) {
      requireHead(behind.isEmpty());
      behind = backings(line.substring(BEHIND.length()));
    } else if (line.startsWith(CHANGE)) {
      requireHead(change.isEmpty());
      change = line.substring(CHANGE.length());
    } else {
      prose.add(line);
    }
  }

  private void requireHead(boolean first) {
    if (!first || !prose.isEmpty()) {
      throw wrong("this line is said once, before the prose");
    }
  }

  private List<Backing> backings(String text) {
    List<Backing> backings = new ArrayList<>();
    // Grounds hold semicolons, too: only one before the next word ends them.
    for (String part : text.split("; (?=wall|gate|judgement)", -1)) {
      Matcher matcher = BACKING.matcher(part);
      if (!matcher.matches()) {
        throw wrong(
            "\"" + part + "\" is neither wall, gate nor judgement with grounds in brackets");
      }
      Enforcement by = Enforcement.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
      if (!backings.isEmpty() && backings.getLast().by().compareTo(by) >= 0) {
        throw wrong("the order is wall, gate, judgement, each once");
      }
      String grounds = matcher.group(2);
      backings.add(new Backing(by, grounds == null ? "" : grounds));
    }
    return backings;
  }

  private void end() {
    RuleKind ending = kind;
    if (title.isEmpty() || ending == null) {
      return;
    }
    String id = RuleIds.of(title);
    if (!ids.add(id)) {
      throw wrong("the rule " + id + " is there twice");
    }
    if (prose.isEmpty()) {
      throw wrong("the rule " + id + " says nothing");
    }
    if (behind.isEmpty() == (ending != RuleKind.ENVIRONMENT)) {
      throw wrong("a rule says what stands behind it, a fact of the environment does not: " + id);
    }
    rules.add(
        new Rule(
            id,
            title,
            ending,
            String.join(" ", prose),
            behind,
            change.isEmpty() ? usualChange(ending) : change,
            "default"));
    title = "";
    behind = List.of();
    change = "";
    prose.clear();
  }

  private static String usualChange(RuleKind kind) {
    return switch (kind) {
      case ALLOW -> "[auto_mode] allow";
      case SOFT_DENY -> "name it in the task, or [auto_mode] allow";
      case HARD_DENY -> "[auto_mode] hard_deny";
      case ENVIRONMENT -> "[auto_mode] environment";
    };
  }

  private IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException(source + ":" + lineNumber + ": " + problem);
  }
}
