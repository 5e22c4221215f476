package dev.paddock.classifier;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Effect;
import dev.paddock.action.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** Makes the lines that a model is shown: bounded, without secrets, without anybody's prose. */
final class Exhibits {
  static final String WORDS = "words";
  static final String CALL = "call";
  static final String WARNING = "warning";
  static final String LEFT_OUT = "left_out";

  /** Characters of a message; of a longer one the middle is left out. */
  static final int LONGEST_WORDS = 24_000;

  /** Characters of what an action that is judged runs; a longer one is not judged. */
  static final int LONGEST_PAYLOAD = 40_000;

  private static final int LONGEST_EARLIER = 1_500;
  private static final int LONGEST_CONTENT = 8_000;
  private static final int LONGEST_EFFECT = 400;
  private static final int MOST_EFFECTS = 60;
  private static final int MOST_EARLIER_EFFECTS = 8;
  private static final int LONGEST_NAME = 200;
  private static final String FROM = "from";
  private static final String OUTSIDE = "outside";
  private static final String TEXT = "text";

  private Exhibits() {}

  /** One thing that happened before. */
  static Line entry(Entry entry) {
    return switch (entry) {
      case Entry.Words words -> words(words);
      case Entry.Call call -> Line.of(CALL, earlier(call));
      case Entry.Warning(String what) -> Line.of(WARNING, clean(what, LONGEST_EFFECT));
    };
  }

  /** How many calls are not shown. */
  static Line leftOut(int calls) {
    return Line.of(LEFT_OUT, calls + " earlier calls");
  }

  private static Line words(Entry.Words words) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    fields.put(FROM, words.channel().name().toLowerCase(Locale.ROOT));
    fields.put(OUTSIDE, words.isUsersFromOutside());
    fields.put(TEXT, clean(words.text(), LONGEST_WORDS));
    return Line.of(WORDS, fields);
  }

  /** The text of a line of words that nothing inside could have forged. */
  static Optional<String> wordsFromOutside(Line line) {
    JsonNode value = line.value();
    return line.key().equals(WORDS) && value.path(OUTSIDE).asBoolean(false)
        ? Optional.of(value.path(TEXT).asString(""))
        : Optional.empty();
  }

  private static SequencedMap<String, Object> earlier(Entry.Call call) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    call.subagent().ifPresent(name -> fields.put("helper", clean(name, LONGEST_NAME)));
    payload(fields, call.action(), LONGEST_EARLIER, LONGEST_EARLIER);
    fields.put("effects", effects(call.effects(), MOST_EARLIER_EFFECTS));
    fields.put("decided", name(call.verdict()));
    return fields;
  }

  /** What is judged, with what the gate found of it. */
  static Line action(Matter matter, Optional<RuleText> rule) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    payload(fields, matter.action(), LONGEST_PAYLOAD, LONGEST_CONTENT);
    fields.put("folder", clean(matter.cwd().toString(), LONGEST_PAYLOAD));
    Decision ruling = matter.ruling();
    fields.put("effects", effects(ruling.effects(), MOST_EFFECTS));
    fields.put("decided_by_rules", name(ruling.verdict()));
    fields.put("because", clean(ruling.reason(), LONGEST_EARLIER));
    if (!ruling.evidence().isEmpty()) {
      fields.put(
          "evidence",
          ruling.evidence().stream()
              .limit(MOST_EFFECTS)
              .map(sentence -> clean(sentence, LONGEST_EFFECT))
              .toList());
    }
    rule.ifPresent(
        known -> {
          fields.put("rule", known.id());
          fields.put("rule_kind", known.kind().key());
          fields.put("rule_text", known.text());
        });
    return Line.of(Submission.ACTION, fields);
  }

  /** What a helper was told and did; of too many calls the oldest are left out. */
  static Line helper(String task, List<Entry.Call> calls, int characters) {
    List<SequencedMap<String, Object>> shown = new ArrayList<>();
    int left = characters;
    for (Entry.Call call : calls.reversed()) {
      SequencedMap<String, Object> fields = earlier(call);
      left -= Json.shown(Json.tree(fields)).length();
      if (left < 0) {
        break;
      }
      shown.addFirst(fields);
    }
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    fields.put("task", clean(task, LONGEST_WORDS));
    if (shown.size() < calls.size()) {
      fields.put(LEFT_OUT, calls.size() - shown.size() + " earlier calls");
    }
    fields.put("calls", shown);
    return Line.of(Submission.HELPER, fields);
  }

  /**
   * How long the part of an action is that must be seen whole: its middle could be the harm. What
   * is written to a file does not run by that.
   */
  static int length(Action action) {
    return switch (action) {
      case Action.Shell(String command) -> command.length();
      case Action.Fetch(String url) -> url.length();
      case Action.Search(String query) -> query.length();
      case Action.McpCall(String server, String tool, String arguments) ->
          server.length() + tool.length() + arguments.length();
      case Action.Subagent(String task) -> task.length();
      case Action.OtherTool(String name, String arguments) -> name.length() + arguments.length();
      case Action.ReadFile _, Action.WriteFile _, Action.EditFile _, Action.OwnTool _ -> 0;
    };
  }

  private static void payload(
      SequencedMap<String, Object> fields, Action action, int longest, int content) {
    switch (action) {
      case Action.Shell(String command) -> put(fields, "shell", "command", command, longest);
      case Action.ReadFile(var path) -> put(fields, "read", "path", path.toString(), longest);
      case Action.WriteFile(var path, String text) -> {
        put(fields, "write", "path", path.toString(), longest);
        fields.put("content", clean(text, content));
      }
      case Action.EditFile(var path, String added) -> {
        put(fields, "edit", "path", path.toString(), longest);
        fields.put("content", clean(added, content));
      }
      case Action.Fetch(String url) -> put(fields, "fetch", "url", url, longest);
      case Action.Search(String query) -> put(fields, "search", "query", query, longest);
      case Action.McpCall(String server, String tool, String arguments) -> {
        put(fields, "mcp", "server", server, LONGEST_NAME);
        fields.put("name", clean(tool, LONGEST_NAME));
        fields.put("arguments", clean(arguments, longest));
      }
      case Action.Subagent(String task) -> put(fields, "helper", "task", task, longest);
      case Action.OwnTool(String name) -> put(fields, "own", "name", name, LONGEST_NAME);
      case Action.OtherTool(String name, String arguments) -> {
        put(fields, "other", "name", name, LONGEST_NAME);
        fields.put("arguments", clean(arguments, longest));
      }
    }
  }

  private static void put(
      SequencedMap<String, Object> fields, String tool, String key, String text, int longest) {
    fields.put("tool", tool);
    fields.put(key, clean(text, longest));
  }

  private static List<String> effects(List<Effect> effects, int most) {
    List<String> shown = new ArrayList<>();
    effects.stream()
        .limit(most)
        .map(effect -> clean(EffectText.of(effect), LONGEST_EFFECT))
        .forEach(shown::add);
    if (effects.size() > most) {
      shown.add((effects.size() - most) + " more effects");
    }
    return shown;
  }

  private static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String clean(String text, int longest) {
    return Cut.middle(KnownSecrets.removed(text), longest);
  }
}
