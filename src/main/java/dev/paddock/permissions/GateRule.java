package dev.paddock.permissions;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.Optional;

/** A rule about what an agent declares before it acts. Immutable. */
public sealed interface GateRule permits CommandRule, FetchRule, PathRule, ToolRule {
  /** What becomes of a match. */
  Verdict verdict();

  RuleOrigin origin();

  /** Says what the rule says of an action; empty if it does not match. */
  Optional<RuleMatch> matches(Action action);

  /** Returns the match of a rule, as far as it is certain. */
  static Optional<RuleMatch> match(GateRule rule, Certainty certainty, int priority, String why) {
    String place = rule.origin().display();
    String more = why.isEmpty() ? "" : ": " + why;
    return switch (certainty) {
      case NO -> Optional.empty();
      case YES -> Optional.of(new RuleMatch(rule.verdict(), priority, place + more, rule.origin()));
      case PERHAPS ->
          rule.verdict() == Verdict.ALLOW
              ? Optional.empty()
              : Optional.of(
                  new RuleMatch(
                      Verdict.ASK,
                      priority,
                      place + " may be meant, which can't be told before it runs" + more,
                      rule.origin()));
    };
  }
}
