package dev.paddock.evaluation;

import dev.paddock.approval.People;
import dev.paddock.classifier.Classifier;
import dev.paddock.classifier.Transcript;
import dev.paddock.gate.GateEvents;
import dev.paddock.gate.JudgedGate;
import dev.paddock.gate.SessionGate;
import dev.paddock.permissions.Imported;
import dev.paddock.provenance.Committed;
import dev.paddock.provenance.Provenance;
import dev.paddock.rules.RuleBook;
import java.time.Duration;
import java.util.Optional;

/**
 * The gate as sessions have it, but that there is no repository but what the case says of it, no
 * profile and nobody to ask.
 *
 * @param fenced whether the cases' sessions have Paddock's walls around them
 * @param book the rules that the model judges by
 * @param classifier empty for the gate alone
 */
public record WholeGate(boolean fenced, RuleBook book, Optional<Classifier> classifier)
    implements Pipeline {
  @Override
  public Opened open(LabelledCase one) {
    JudgedGate gate =
        new JudgedGate(
            new JudgedGate.Parts(
                new SessionGate(
                    one.project(), LabelledCase.HOME, Imported.NOTHING, fenced, CaseFiles.of(one)),
                book,
                new Transcript(),
                new Provenance(one.project(), LabelledCase.HOME, _ -> false, committed(one)),
                classifier,
                Optional.empty(),
                People.NOBODY,
                Duration.ZERO,
                GateEvents.NONE));
    return new Opened(gate, words -> gate.heard(words.channel(), words.text()));
  }

  private static Committed committed(LabelledCase one) {
    return value -> one.committed().stream().anyMatch(text -> text.contains(value));
  }
}
