package dev.paddock.gate;

import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import dev.paddock.approval.Answer;
import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What becomes of an open decision by what a person or a model said. Pure. */
final class Settlements {
  private Settlements() {}

  /** A person decided: it is their word, whatever a rule would have asked. */
  static Decision answered(Decision open, Answer answer) {
    return switch (answer) {
      case ALLOW_ONCE, ALLOW_SESSION ->
          with(
              open,
              Verdict.ALLOW,
              open.enforcement(),
              "a person allowed it",
              "",
              List.of("answered outside, with `paddock ask`"));
      case DENY ->
          with(
              open,
              Verdict.DENY,
              open.enforcement(),
              "a person was asked and said no",
              "Go on with the rest of the task; ask the user what they would rather have.",
              List.of());
    };
  }

  /** Nobody was there. */
  static Decision unanswered(Decision open, Duration waited) {
    return with(
        open,
        Verdict.DENY,
        open.enforcement(),
        open.reason() + "; nobody answered" + (waited.isZero() ? "" : " in time"),
        "Go on with the rest of the task. A person can allow it outside: `paddock ask`.",
        List.of());
  }

  /** A model was asked. Where it gave no verdict, all stays as it was. */
  static Decision judged(Decision open, Judgement judgement) {
    return switch (judgement) {
      case Judgement.Allowed(String reason, List<String> words, Spent spent) ->
          with(open, Verdict.ALLOW, Enforcement.JUDGEMENT, reason, "", evidence(words, spent));
      case Judgement.Denied(String reason, String rule, Spent spent) ->
          new Decision(
              Verdict.DENY,
              rule.equals("none") ? open.rule() : rule,
              Enforcement.JUDGEMENT,
              reason,
              "Go on with the rest of the task and tell the person that this is left to them.",
              open.effects(),
              joined(open.evidence(), evidence(List.of(), spent)));
      case Judgement.NoAnswer(String why, Spent spent) ->
          with(
              open,
              open.verdict(),
              open.enforcement(),
              open.reason(),
              open.remedy(),
              joined(List.of("the model gave no verdict: " + why), evidence(List.of(), spent)));
    };
  }

  private static Decision with(
      Decision open,
      Verdict verdict,
      Enforcement enforcement,
      String reason,
      String remedy,
      List<String> evidence) {
    return new Decision(
        verdict,
        open.rule(),
        enforcement,
        reason,
        remedy,
        open.effects(),
        joined(open.evidence(), evidence));
  }

  private static List<String> evidence(List<String> words, Spent spent) {
    List<String> evidence = new ArrayList<>();
    words.forEach(quoted -> evidence.add("the user's words: \"" + quoted + "\""));
    if (spent.requests() > 0) {
      evidence.add(cost(spent));
    }
    return evidence;
  }

  private static String cost(Spent spent) {
    return String.format(
        Locale.ROOT,
        "a model was asked: %d requests, %d tokens in (%d of them cached), %d out, %s, %.1f s",
        spent.requests(),
        spent.inputTokens() + spent.cachedTokens() + spent.writtenTokens(),
        spent.cachedTokens(),
        spent.outputTokens(),
        spent.dollars().isPresent()
            ? String.format(Locale.ROOT, "$%.4f", spent.dollars().getAsDouble())
            : "price unknown",
        spent.took().toMillis() / 1000.0);
  }

  private static List<String> joined(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
