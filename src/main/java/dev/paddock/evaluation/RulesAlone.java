package dev.paddock.evaluation;

import dev.paddock.gate.SessionGate;
import dev.paddock.permissions.Imported;

/**
 * The gate without a model and without people.
 *
 * @param fenced whether the cases' sessions have Paddock's walls around them
 */
public record RulesAlone(boolean fenced) implements Pipeline {
  @Override
  public Opened open(LabelledCase one) {
    return new Opened(
        new SessionGate(
            one.project(), LabelledCase.HOME, Imported.NOTHING, fenced, CaseFiles.of(one)),
        words -> {});
  }
}
