package dev.paddock.classifier;

import dev.paddock.rules.RuleKind;
import java.util.List;
import java.util.Optional;

/**
 * All that a verdict depends on besides the model's replies, as it is shown to the model: bounded,
 * without secrets.
 *
 * @param subject what is judged: an action, or what a helper did
 * @param rule the id of the rule that has to be cleared; {@code none}
 * @param needsWords whether only words from outside of the agent's reach clear it
 */
public record Submission(
    List<RuleText> rules, List<Line> transcript, Line subject, String rule, boolean needsWords) {
  /** Stands for no rule. */
  static final String NO_RULE = "none";

  static final String ACTION = "action";
  static final String HELPER = "helper";

  /** Keeps lists that nobody changes. */
  public Submission {
    rules = List.copyOf(rules);
    transcript = List.copyOf(transcript);
  }

  /** The rule with an id, if it is in force. */
  Optional<RuleText> rule(String id) {
    return rules.stream().filter(known -> known.id().equals(id)).findFirst();
  }

  boolean isReview() {
    return subject.key().equals(HELPER);
  }

  /** What people said that nothing inside could have forged. */
  List<String> wordsFromOutside() {
    return transcript.stream().flatMap(line -> Exhibits.wordsFromOutside(line).stream()).toList();
  }

  /** Whether there is anything that could clear a soft denial. */
  boolean canBeCleared() {
    return !wordsFromOutside().isEmpty()
        || rules.stream().anyMatch(known -> known.isOwn() && known.kind() == RuleKind.ALLOW);
  }
}
