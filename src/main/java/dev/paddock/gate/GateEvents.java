package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.approval.Answer;
import dev.paddock.approval.Question;
import dev.paddock.classifier.Channel;
import dev.paddock.classifier.Judgement;
import dev.paddock.inspection.Suspicion;
import java.util.List;

/**
 * Is told what happens on the way to a decision. Implementations are thread-safe and don't throw.
 */
public interface GateEvents {
  /** Nobody listens. */
  GateEvents NONE =
      new GateEvents() {
        @Override
        public void judged(Action action, Judgement judgement) {}

        @Override
        public void inspected(Action action, Judgement judgement) {}

        @Override
        public void unheard(Channel channel, Throwable problem) {}

        @Override
        public void answered(Question question, Answer answer) {}

        @Override
        public void suspicious(Action action, List<Suspicion> suspicions) {}
      };

  /** A model was asked. */
  void judged(Action action, Judgement judgement);

  /** A model looked at what an action gave; {@link Judgement.Denied} if it speaks to agents. */
  void inspected(Action action, Judgement judgement);

  /** Words could not be looked at, by a fault of Paddock's: they may not have narrowed anything. */
  void unheard(Channel channel, Throwable problem);

  /** A person's answer decided. */
  void answered(Question question, Answer answer);

  /** What an action gave holds something that was hardly meant for people. */
  void suspicious(Action action, List<Suspicion> suspicions);
}
