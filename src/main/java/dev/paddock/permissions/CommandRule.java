package dev.paddock.permissions;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule about a program that would start. Where it denies or asks it is taken widely: a program
 * called by its path counts, wrappers are looked through, and what can't be known is asked about.
 * Where it allows it is taken narrowly.
 */
public final class CommandRule implements GateRule {
  private final Verdict verdict;
  private final RuleOrigin origin;
  private final int priority;
  private final String justification;
  private final CommandPattern pattern;

  CommandRule(
      Verdict verdict,
      RuleOrigin origin,
      int priority,
      String justification,
      CommandPattern pattern) {
    this.verdict = verdict;
    this.origin = origin;
    this.priority = priority;
    this.justification = justification;
    this.pattern = pattern;
  }

  @Override
  public Verdict verdict() {
    return verdict;
  }

  @Override
  public RuleOrigin origin() {
    return origin;
  }

  /** A command line is asked about program by program. */
  @Override
  public Optional<RuleMatch> matches(Action action) {
    return Optional.empty();
  }

  /**
   * Says what the rule says of a program.
   *
   * @param words its name and arguments as {@code Effect.Starts} has them
   */
  public Optional<RuleMatch> matches(List<String> words) {
    Certainty certainty = Certainty.NO;
    for (List<String> seen : Wrappers.lookThrough(words)) {
      certainty = certainty.or(verdict == Verdict.ALLOW ? allows(seen) : forbids(seen));
    }
    return GateRule.match(this, certainty, priority, justification);
  }

  private Certainty allows(List<String> words) {
    return Certainty.of(pattern.matchesExactly(words));
  }

  private Certainty forbids(List<String> words) {
    List<String> program = Wrappers.withoutAssignments(words);
    Certainty certainty = pattern.mayMatch(words);
    if (program.isEmpty()) {
      return certainty;
    }
    certainty = certainty.or(pattern.mayMatch(program));
    int slash = program.getFirst().lastIndexOf('/');
    if (slash >= 0) {
      List<String> named = new ArrayList<>(program);
      named.set(0, program.getFirst().substring(slash + 1));
      certainty = certainty.or(pattern.mayMatch(named));
    }
    return certainty;
  }
}
