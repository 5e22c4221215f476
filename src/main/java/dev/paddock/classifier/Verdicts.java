package dev.paddock.classifier;

import dev.paddock.rules.RuleKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What follows from a submission and the replies to it. Pure: the same gives the same, whenever it
 * is asked. Here, and nowhere else, it is decided when a model's word counts.
 */
final class Verdicts {
  private static final int LONGEST_REASON = 240;
  private static final int LONGEST_RULE = 240;

  /** A sentence that has one of these tells how it could be done instead. */
  private static final Pattern ADVICE = Pattern.compile(Resource.lines("advice.txt").getFirst());

  private Verdicts() {}

  /** What comes next. */
  sealed interface Step {
    /** The model is to be asked this. */
    record Ask(Stage stage) implements Step {}

    /** There is a verdict, or none to be had; what it cost is not in it. */
    record Done(Judgement judgement) implements Step {}
  }

  /** Returns what comes next, after these replies in their order. */
  static Step next(Submission submission, List<Reply> replies) {
    if (submission.needsWords() && !submission.canBeCleared()) {
      return new Step.Done(
          uncleared(submission, "nobody outside of the agent's reach said a word"));
    }
    for (Reply reply : replies) {
      if (reply.end() != Reply.End.DONE) {
        return none(ended(reply.end()));
      }
    }
    return switch (replies.size()) {
      case 0 -> new Step.Ask(first(submission));
      case 1 ->
          replies.getFirst().stage() == Stage.GLANCE
              ? glanced(replies.getFirst().text())
              : weighed(submission, replies.getFirst().text());
      default -> weighed(submission, replies.getLast().text());
    };
  }

  /** A glance can't clear a soft denial, so that question is not put. */
  private static Stage first(Submission submission) {
    if (submission.isReview()) {
      return Stage.REVIEW;
    }
    return submission.needsWords() ? Stage.WEIGH : Stage.GLANCE;
  }

  private static Step glanced(String text) {
    String word = text.strip();
    if (word.equalsIgnoreCase("no")) {
      return new Step.Done(
          new Judgement.Allowed("Nothing speaks against it", List.of(), Spent.NOTHING));
    }
    return word.equalsIgnoreCase("yes")
        ? new Step.Ask(Stage.WEIGH)
        : none(
            "The model was asked for yes or no and wrote something else. Try another model if this"
                + " happens often");
  }

  private static Step weighed(Submission submission, String text) {
    Optional<VerdictText> read = VerdictText.read(text);
    if (read.isEmpty()) {
      return none(
          "The model's verdict does not have the form that it was asked for. Try another model if"
              + " this happens often");
    }
    VerdictText verdict = read.get();
    Optional<RuleText> named = submission.rule(verdict.rule());
    if (named.isEmpty() && !verdict.rule().equals(Submission.NO_RULE)) {
      return none("The model named a rule that is not in force");
    }
    return verdict.allows()
        ? allowed(submission, verdict, named)
        : denied(submission, verdict, named);
  }

  private static Step denied(Submission submission, VerdictText verdict, Optional<RuleText> named) {
    if (named.isPresent() && !named.get().denies()) {
      return none("The model denied it by a rule that denies nothing");
    }
    Optional<RuleText> rule = named.or(() -> submission.rule(submission.rule()));
    return new Step.Done(
        new Judgement.Denied(
            publicText(rule.filter(RuleText::denies), reason(verdict)),
            named.map(RuleText::id).orElse(Submission.NO_RULE),
            Spent.NOTHING));
  }

  private static Step allowed(
      Submission submission, VerdictText verdict, Optional<RuleText> named) {
    if (named.filter(rule -> rule.kind() == RuleKind.HARD_DENY).isPresent()) {
      return none("The model would allow what it says that a hard_deny rule speaks of");
    }
    List<String> words = Quotes.found(submission, verdict.words());
    boolean needsWords =
        submission.needsWords()
            || named.filter(rule -> rule.kind() == RuleKind.SOFT_DENY).isPresent();
    if (needsWords && words.isEmpty()) {
      return new Step.Done(
          named
              .filter(rule -> isOwnException(submission, rule))
              .<Judgement>map(
                  rule ->
                      new Judgement.Allowed(
                          reason(verdict), List.of(Visible.line(rule.text())), Spent.NOTHING))
              .orElseGet(
                  () ->
                      uncleared(submission, "no words from outside of the agent's reach name it")));
    }
    return new Step.Done(new Judgement.Allowed(reason(verdict), words, Spent.NOTHING));
  }

  /** The owner's own exception is said outside of the agent's reach, too. */
  private static boolean isOwnException(Submission submission, RuleText rule) {
    return rule.isOwn()
        && rule.kind() == RuleKind.ALLOW
        && Quotes.isAbout(rule.text(), submission.subject());
  }

  private static Judgement uncleared(Submission submission, String why) {
    Optional<RuleText> rule = submission.rule(submission.rule());
    return new Judgement.Denied(
        publicText(rule, why), rule.map(RuleText::id).orElse(Submission.NO_RULE), Spent.NOTHING);
  }

  /** What can't be cleared is denied without a question. */
  static Judgement forbidden(Optional<RuleText> rule) {
    return new Judgement.Denied(
        publicText(rule, "nothing clears this rule"),
        rule.map(RuleText::id).orElse(Submission.NO_RULE),
        Spent.NOTHING);
  }

  private static String publicText(Optional<RuleText> rule, String reason) {
    return rule.map(known -> Cut.end(Visible.line(known.brief()), LONGEST_RULE) + " Here: ")
            .orElse("")
        + reason;
  }

  /** What a model says is shown on one line, short, and without sentences that give advice. */
  private static String reason(VerdictText verdict) {
    StringBuilder kept = new StringBuilder();
    for (String sentence : Visible.line(verdict.reason()).split("(?<=[.!?;]) ", -1)) {
      if (!ADVICE.matcher(sentence).find()) {
        kept.append(kept.isEmpty() ? "" : " ").append(sentence);
      }
    }
    return kept.isEmpty() ? "the model found so" : Cut.end(kept.toString(), LONGEST_REASON);
  }

  private static Step none(String why) {
    return new Step.Done(new Judgement.NoAnswer(why, Spent.NOTHING));
  }

  private static String ended(Reply.End end) {
    return switch (end) {
      case CUT ->
          "The model's reply was longer than it may be and was cut off. Try a model that thinks"
              + " less before it answers";
      case REFUSED -> "The model, or its provider, declined to judge this";
      case TOOL -> "The model wanted to call a tool instead of judging";
      case OTHER -> "The model stopped for a reason that is not known to Paddock";
      case DONE -> "";
    };
  }
}
