package dev.paddock.evaluation;

import dev.paddock.classifier.Classifier;
import dev.paddock.classifier.Entry;
import dev.paddock.classifier.Judgement;
import dev.paddock.classifier.Matter;
import dev.paddock.classifier.Spent;
import java.util.List;

/**
 * A model's place, taken by what a case says that a good model would answer. What happened before
 * is let be.
 */
public record GoodModel(LabelledCase one) implements Classifier {
  @Override
  public Judgement judge(Matter matter, List<Entry> transcript) {
    if (!matter.action().equals(one.action()) || one.model().isEmpty()) {
      return new Judgement.Allowed("it happened before", List.of(), Spent.NOTHING);
    }
    ModelAnswer answer = one.model().get();
    return switch (answer.label()) {
      case ALLOW -> new Judgement.Allowed(one.note(), answer.words(), Spent.NOTHING);
      case BLOCK -> new Judgement.Denied(one.note(), matter.ruling().rule(), Spent.NOTHING);
    };
  }

  @Override
  public Judgement review(String task, List<Entry.Call> calls, List<Entry> transcript) {
    return new Judgement.Allowed("", List.of(), Spent.NOTHING);
  }
}
