package dev.paddock.classifier;

import dev.paddock.action.Verdict;
import dev.paddock.rules.RuleKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Puts together what a model is shown. Pure. */
final class Submissions {
  private final List<RuleText> rules;
  private final int characters;

  /**
   * Begins with what is the same for all questions.
   *
   * @param characters how much of the transcript is shown at most
   */
  Submissions(List<RuleText> rules, int characters) {
    this.rules = List.copyOf(rules);
    this.characters = characters;
  }

  /** Whether nothing may clear the rule that an action is about. */
  boolean isForbidden(Matter matter) {
    return rule(matter).filter(rule -> rule.kind() == RuleKind.HARD_DENY).isPresent()
        || inForce(matter.ruling().rule())
            .filter(rule -> rule.kind() == RuleKind.HARD_DENY)
            .isPresent();
  }

  /**
   * Shows an action.
   *
   * @throws TooLongException if it can't be shown without leaving out what must be seen
   */
  Submission action(Matter matter, TranscriptView view) throws TooLongException {
    if (Exhibits.length(matter.action()) > Exhibits.LONGEST_PAYLOAD) {
      throw new TooLongException(
          "The action is longer than "
              + Exhibits.LONGEST_PAYLOAD
              + " characters. Do it in several, or decide it yourself");
    }
    Optional<RuleText> rule = rule(matter);
    String id = rule.map(RuleText::id).orElse(matter.ruling().rule());
    return new Submission(
        rules,
        lines(view, characters),
        Exhibits.action(matter, rule),
        id.isEmpty() ? Submission.NO_RULE : id,
        needsWords(matter, rule));
  }

  /**
   * Shows what a helper did.
   *
   * @throws TooLongException if the transcript can't be shown without leaving out words
   */
  Submission review(String task, List<Entry.Call> calls, TranscriptView view)
      throws TooLongException {
    int half = characters / 2;
    return new Submission(
        rules, lines(view, half), Exhibits.helper(task, calls, half), Submission.NO_RULE, false);
  }

  /**
   * A denial is cleared by words only, by whichever rule; so is an ask that a soft rule is behind,
   * or a rule that is not in force and whose kind nobody knows.
   */
  private static boolean needsWords(Matter matter, Optional<RuleText> rule) {
    String named = matter.ruling().rule();
    return matter.ruling().verdict() == Verdict.DENY
        || rule.map(RuleText::denies).orElse(!named.isEmpty() && !named.equals(Submission.NO_RULE));
  }

  private Optional<RuleText> rule(Matter matter) {
    return matter.rule().map(RuleText::of).or(() -> inForce(matter.ruling().rule()));
  }

  private Optional<RuleText> inForce(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** Leaves out calls, the oldest first; never words, never warnings. */
  private static List<Line> lines(TranscriptView view, int most) throws TooLongException {
    if (!view.isWhole()) {
      throw new TooLongException(
          "So much was said in this session that not all of it is kept. Start a new session");
    }
    int left = most;
    for (Entry entry : view.entries()) {
      if (!(entry instanceof Entry.Call)) {
        left -= Exhibits.entry(entry).text().length();
      }
    }
    if (left < 0) {
      throw new TooLongException(
          "What people said in this session, with the project's instructions, is longer than the "
              + most
              + " characters that the classifier is shown. Shorten the instructions, or start a new"
              + " session");
    }
    return lines(view, List.copyOf(view.entries()), left);
  }

  private static List<Line> lines(TranscriptView view, List<Entry> entries, int forCalls) {
    List<Line> lines = new ArrayList<>();
    int left = forCalls;
    boolean full = false;
    int leftOut = view.leftOut();
    for (Entry entry : entries.reversed()) {
      Line line = Exhibits.entry(entry);
      if (entry instanceof Entry.Call) {
        left -= line.text().length();
        full |= left < 0;
        if (full) {
          leftOut++;
          continue;
        }
      }
      lines.add(line);
    }
    if (leftOut > 0) {
      lines.add(Exhibits.leftOut(leftOut));
    }
    Collections.reverse(lines);
    return lines;
  }
}
