package dev.paddock.session;

import dev.paddock.action.Action;
import dev.paddock.approval.Answer;
import dev.paddock.approval.Question;
import dev.paddock.classifier.Channel;
import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.Spent;
import dev.paddock.gate.GateEvents;
import dev.paddock.inspection.Suspicion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Tells the session's report what models and people were asked, and what came in. Thread-safe.
 *
 * @param report where it is told
 */
record JudgeReport(SessionReport report) implements GateEvents {
  private static final String VERDICT = "verdict";
  private static final String REASON = "reason";

  @Override
  public void judged(Action action, Judgement judgement) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", DecisionReport.shown(action));
    switch (judgement) {
      case Judgement.Allowed(String reason, List<String> words, Spent _) -> {
        fields.put(VERDICT, "allow");
        fields.put(REASON, reason);
        if (!words.isEmpty()) {
          fields.put("words", String.join(" | ", words));
        }
      }
      case Judgement.Denied(String reason, String rule, Spent _) -> {
        fields.put(VERDICT, "deny");
        fields.put("rule", rule);
        fields.put(REASON, reason);
      }
      case Judgement.NoAnswer(String why, Spent _) -> {
        fields.put(VERDICT, "none");
        fields.put(REASON, why);
        report.remember("no verdict: " + why, "the model gave no verdict: " + why);
      }
    }
    addCost(fields, judgement.spent());
    report.write("judgement", fields);
  }

  private static void addCost(SequencedMap<String, String> fields, Spent spent) {
    fields.put("requests", Integer.toString(spent.requests()));
    fields.put("input_tokens", Long.toString(spent.inputTokens()));
    fields.put("cached_tokens", Long.toString(spent.cachedTokens()));
    fields.put("written_tokens", Long.toString(spent.writtenTokens()));
    fields.put("output_tokens", Long.toString(spent.outputTokens()));
    if (spent.dollars().isPresent()) {
      fields.put("dollars", String.format(Locale.ROOT, "%.6f", spent.dollars().getAsDouble()));
    }
    fields.put("milliseconds", Long.toString(spent.took().toMillis()));
  }

  @Override
  public void inspected(Action action, Judgement judgement) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", DecisionReport.shown(action));
    switch (judgement) {
      case Judgement.Allowed _ -> fields.put("found", "nothing");
      case Judgement.Denied _ -> {
        fields.put("found", "words to an agent");
        report.remember(
            "inspected " + DecisionReport.shown(action),
            "a model takes what came in by `"
                + DecisionReport.shown(action)
                + "` for instructions to an agent");
      }
      case Judgement.NoAnswer(String why, Spent _) -> fields.put(REASON, why);
    }
    addCost(fields, judgement.spent());
    report.write("inspection", fields);
  }

  @Override
  public void unheard(Channel channel, Throwable problem) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("channel", channel.name().toLowerCase(Locale.ROOT));
    fields.put(REASON, String.valueOf(problem));
    report.write("words-not-heard", fields);
    report.remember(
        "unheard " + channel,
        "words could not be looked at (a fault of Paddock's, please report it): " + problem);
  }

  @Override
  public void answered(Question question, Answer answer) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", DecisionReport.shown(question.action()));
    fields.put("rule", question.decision().rule());
    fields.put("answer", answer.name().toLowerCase(Locale.ROOT));
    report.write("answer", fields);
  }

  @Override
  public void suspicious(Action action, List<Suspicion> suspicions) {
    String kinds =
        suspicions.stream()
            .map(suspicion -> suspicion.kind().words())
            .distinct()
            .collect(Collectors.joining(", "));
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", DecisionReport.shown(action));
    fields.put("found", kinds);
    fields.put("excerpt", suspicions.getFirst().excerpt());
    report.write("suspicious-content", fields);
    report.remember(
        "suspicious " + DecisionReport.shown(action),
        "what came in by `" + DecisionReport.shown(action) + "` holds " + kinds);
  }
}
