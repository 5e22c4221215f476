package dev.paddock.classifier;

import dev.paddock.rules.Rule;
import dev.paddock.rules.RuleBook;
import dev.paddock.rules.RuleKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A rule as a model is shown it.
 *
 * @param isOwn whether its owner wrote it, outside of any agent's reach
 */
public record RuleText(String id, RuleKind kind, String text, boolean isOwn) {
  static final String BUILT_IN = "default";

  static RuleText of(Rule rule) {
    return new RuleText(rule.id(), rule.kind(), rule.text(), !rule.origin().equals(BUILT_IN));
  }

  static List<RuleText> of(RuleBook book) {
    return book.all().stream().map(RuleText::of).toList();
  }

  Line line() {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("text", text);
    return Line.of(kind.key(), fields);
  }

  /** Its title and first sentence. */
  String brief() {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  boolean denies() {
    return switch (kind) {
      case HARD_DENY, SOFT_DENY -> true;
      case ALLOW, ENVIRONMENT -> false;
    };
  }
}
