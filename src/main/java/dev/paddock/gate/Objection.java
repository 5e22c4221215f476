package dev.paddock.gate;

import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What speaks against an action besides the rules: where a name in it comes from, what it carries,
 * what somebody said.
 *
 * @param rule what the decision is to name
 * @param evidence for people, and for a model
 */
record Objection(String rule, String reason, String remedy, List<String> evidence) {
  static final String BOUNDARY = "stated-boundary";

  /** Keeps a list that nobody changes. */
  Objection {
    evidence = List.copyOf(evidence);
  }

  /** What the rules allow or ask about is asked about; the last objection speaks. */
  static Ruling asked(Ruling ruling, List<Objection> objections) {
    Objection last = objections.getLast();
    boolean isForPeople = ruling.clearance() == Clearance.PERSON || objections.size() > 1;
    return new Ruling(
        new Decision(
            Verdict.ASK,
            last.rule(),
            Enforcement.GATE,
            reasons(objections),
            last.remedy(),
            ruling.decision().effects(),
            evidence(ruling, objections)),
        isForPeople ? Clearance.PERSON : Clearance.WORDS,
        List.of());
  }

  /**
   * What the rules deny stays denied, and the objections are told. Words that clear the rule lift a
   * boundary too, since they name the action; they say nothing of where a name or a secret is from.
   */
  static Ruling denied(Ruling ruling, List<Objection> objections) {
    Decision denial = ruling.decision();
    boolean isForPeople =
        objections.stream().anyMatch(objection -> !objection.rule().equals(BOUNDARY));
    return new Ruling(
        new Decision(
            denial.verdict(),
            denial.rule(),
            denial.enforcement(),
            isForPeople ? denial.reason() + "; " + reasons(objections) : denial.reason(),
            denial.remedy(),
            denial.effects(),
            evidence(ruling, objections)),
        isForPeople ? Clearance.PERSON : ruling.clearance(),
        ruling.denied());
  }

  private static String reasons(List<Objection> objections) {
    return objections.stream().map(Objection::reason).collect(Collectors.joining("; "));
  }

  private static List<String> evidence(Ruling ruling, List<Objection> objections) {
    List<String> evidence = new ArrayList<>(ruling.decision().evidence());
    objections.forEach(objection -> evidence.addAll(objection.evidence()));
    return evidence;
  }
}
