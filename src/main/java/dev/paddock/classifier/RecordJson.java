package dev.paddock.classifier;

import dev.paddock.rules.RuleKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The form of stored verdicts. The rules, long and mostly the same, are stored on their own. */
final class RecordJson {
  private static final String ALLOWED = "allowed";
  private static final String DENIED = "denied";
  private static final String NO_ANSWER = "no answer";

  private RecordJson() {}

  static String writeRules(String digest, List<RuleText> rules) {
    SequencedMap<String, Object> line = new LinkedHashMap<>();
    line.put("rules", digest);
    line.put("list", rules.stream().map(RecordJson::rule).toList());
    return Json.written(line);
  }

  private static SequencedMap<String, Object> rule(RuleText rule) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", rule.id());
    fields.put("kind", rule.kind().key());
    fields.put("text", rule.text());
    fields.put("own", rule.isOwn());
    return fields;
  }

  static String write(JudgementRecord record, String rules) {
    SequencedMap<String, Object> line = new LinkedHashMap<>();
    line.put("id", record.id());
    line.put("time", record.time().toString());
    line.put("provider", record.provider().name());
    line.put("model", record.model());
    line.put("prompt", record.prompt());
    line.put("by_rules", rules);
    line.put("rule", record.submission().rule());
    line.put("needs_words", record.submission().needsWords());
    line.put(
        "transcript", record.submission().transcript().stream().map(RecordJson::line).toList());
    line.put("subject", line(record.submission().subject()));
    line.put("replies", record.replies().stream().map(RecordJson::reply).toList());
    record.failure().ifPresent(why -> line.put("failure", why));
    line.put("verdict", verdict(record.judgement()));
    line.put("spent", spent(record.judgement().spent()));
    return Json.written(line);
  }

  private static Map<String, JsonNode> line(Line line) {
    return Map.of(line.key(), line.value());
  }

  private static SequencedMap<String, Object> reply(Reply reply) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    fields.put("stage", reply.stage().name());
    fields.put("text", reply.text());
    fields.put("end", reply.end().name());
    return fields;
  }

  private static SequencedMap<String, Object> verdict(Judgement judgement) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    switch (judgement) {
      case Judgement.Allowed(String reason, List<String> words, Spent _) -> {
        fields.put("is", ALLOWED);
        fields.put("reason", reason);
        fields.put("words", words);
      }
      case Judgement.Denied(String reason, String rule, Spent _) -> {
        fields.put("is", DENIED);
        fields.put("reason", reason);
        fields.put("rule", rule);
      }
      case Judgement.NoAnswer(String why, Spent _) -> {
        fields.put("is", NO_ANSWER);
        fields.put("reason", why);
      }
    }
    return fields;
  }

  private static SequencedMap<String, Object> spent(Spent spent) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    fields.put("requests", spent.requests());
    fields.put("input", spent.inputTokens());
    fields.put("cached", spent.cachedTokens());
    fields.put("written", spent.writtenTokens());
    fields.put("output", spent.outputTokens());
    spent.dollars().ifPresent(dollars -> fields.put("dollars", dollars));
    fields.put("nanos", spent.took().toNanos());
    return fields;
  }

  /** The name of a line that holds rules; empty for any other line. */
  static Optional<String> rulesName(JsonNode line) {
    return line.path("rules").isString()
        ? Optional.of(line.path("rules").asString())
        : Optional.empty();
  }

  /** Throws {@link IllegalArgumentException}, as all that follows, for what it did not write. */
  static List<RuleText> readRules(JsonNode line) {
    return each(line.path("list"))
        .map(
            rule ->
                new RuleText(
                    text(rule, "id"),
                    kind(text(rule, "kind")),
                    text(rule, "text"),
                    rule.path("own").asBoolean(false)))
        .toList();
  }

  private static RuleKind kind(String key) {
    return Stream.of(RuleKind.values())
        .filter(kind -> kind.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of rule: " + key));
  }

  static String rulesOf(JsonNode line) {
    return text(line, "by_rules");
  }

  static JudgementRecord read(JsonNode line, List<RuleText> rules) {
    Submission submission =
        new Submission(
            rules,
            each(line.path("transcript")).map(RecordJson::readLine).toList(),
            readLine(line.path("subject")),
            text(line, "rule"),
            line.path("needs_words").asBoolean(true));
    return new JudgementRecord(
        text(line, "id"),
        Instant.parse(text(line, "time")),
        Provider.valueOf(text(line, "provider")),
        text(line, "model"),
        text(line, "prompt"),
        submission,
        each(line.path("replies")).map(RecordJson::readReply).toList(),
        line.has("failure") ? Optional.of(text(line, "failure")) : Optional.empty(),
        readVerdict(line.path("verdict"), readSpent(line.path("spent"))));
  }

  private static Line readLine(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      throw new IllegalArgumentException("no line of a transcript");
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    return new Line(only.getKey(), only.getValue());
  }

  private static Reply readReply(JsonNode node) {
    return new Reply(
        Stage.valueOf(text(node, "stage")),
        text(node, "text"),
        Reply.End.valueOf(text(node, "end")));
  }

  private static Judgement readVerdict(JsonNode node, Spent spent) {
    String reason = text(node, "reason");
    return switch (text(node, "is")) {
      case ALLOWED -> {
        List<String> words = new ArrayList<>();
        each(node.path("words")).forEach(word -> words.add(word.asString("")));
        yield new Judgement.Allowed(reason, words, spent);
      }
      case DENIED -> new Judgement.Denied(reason, text(node, "rule"), spent);
      case NO_ANSWER -> new Judgement.NoAnswer(reason, spent);
      default -> throw new IllegalArgumentException("no verdict");
    };
  }

  private static Spent readSpent(JsonNode node) {
    return new Spent(
        node.path("requests").asInt(0),
        node.path("input").asLong(0),
        node.path("cached").asLong(0),
        node.path("written").asLong(0),
        node.path("output").asLong(0),
        node.path("dollars").isNumber()
            ? OptionalDouble.of(node.path("dollars").asDouble())
            : OptionalDouble.empty(),
        Duration.ofNanos(node.path("nanos").asLong(0)));
  }

  private static Stream<JsonNode> each(JsonNode list) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("no list");
    }
    return list.valueStream();
  }

  private static String text(JsonNode node, String name) {
    if (!node.path(name).isString()) {
      throw new IllegalArgumentException("no text: " + name);
    }
    return node.path(name).asString();
  }
}
