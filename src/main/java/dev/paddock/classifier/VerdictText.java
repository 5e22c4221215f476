package dev.paddock.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a model says in the end, in the one form that counts: {@code
 * <reasoning>…</reasoning><verdict>{…}</verdict>}, each mark once, nothing before, between and
 * after, and in the verdict just the known fields.
 *
 * @param rule the id of a rule, or {@code none}; not yet checked
 * @param words what it says that people said; not yet checked
 */
record VerdictText(boolean allows, String rule, List<String> words, String reason) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*<reasoning>([^<]*+(?:<(?!/?(?:reasoning|verdict)>)[^<]*+)*+)</reasoning>\\s*"
              + "<verdict>([^<]*+(?:<(?!/?(?:reasoning|verdict)>)[^<]*+)*+)</verdict>\\s*");
  private static final String DECISION = "decision";
  private static final String RULE = "rule";
  private static final String WORDS = "words";
  private static final String REASON = "reason";
  private static final Set<String> FIELDS = Set.of(DECISION, RULE, WORDS, REASON);
  private static final int LONGEST = 40_000;
  private static final int MOST_WORDS = 20;

  VerdictText {
    words = List.copyOf(words);
  }

  /** Reads a reply; empty if it has any other form. */
  static Optional<VerdictText> read(String reply) {
    if (reply.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(reply);
    return matcher.matches()
        ? Json.read(matcher.group(2)).flatMap(VerdictText::read)
        : Optional.empty();
  }

  private static Optional<VerdictText> read(JsonNode verdict) {
    Set<String> names =
        verdict.properties().stream().map(field -> field.getKey()).collect(Collectors.toSet());
    JsonNode decision = verdict.path(DECISION);
    if (!verdict.isObject()
        || !names.equals(FIELDS)
        || !decision.isString()
        || !verdict.path(RULE).isString()
        || !verdict.path(REASON).isString()
        || verdict.path(REASON).asString().isBlank()) {
      return Optional.empty();
    }
    boolean allows = decision.asString().equals("allow");
    if (!allows && !decision.asString().equals("deny")) {
      return Optional.empty();
    }
    return words(verdict.path(WORDS))
        .map(
            words ->
                new VerdictText(
                    allows, verdict.path(RULE).asString(), words, verdict.path(REASON).asString()));
  }

  private static Optional<List<String>> words(JsonNode list) {
    if (!list.isArray() || list.size() > MOST_WORDS) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (JsonNode quote : list) {
      if (!quote.isString()) {
        return Optional.empty();
      }
      words.add(quote.asString());
    }
    return Optional.of(words);
  }
}
