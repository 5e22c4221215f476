package dev.paddock.evaluation;

import dev.paddock.classifier.Entry;
import dev.paddock.gate.Gate;
import java.util.function.Consumer;

/** What cases are played through. Implementations are thread-safe. */
@FunctionalInterface
public interface Pipeline {
  /** Makes a session of its own for a case; nothing of other cases may be known in it. */
  Opened open(LabelledCase one);

  /**
   * A session that has just begun.
   *
   * @param gate what decides
   * @param words hears what comes on channels that hooks don't report: task, instructions, typed
   *     and pasted words
   */
  record Opened(Gate gate, Consumer<Entry.Words> words) {}
}
