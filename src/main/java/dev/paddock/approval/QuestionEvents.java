package dev.paddock.approval;

/**
 * Is told what happens to questions, on the thread that does it and after it counts.
 * Implementations are thread-safe and don't throw.
 */
public interface QuestionEvents {
  /** Nobody listens. */
  QuestionEvents NONE =
      new QuestionEvents() {
        @Override
        public void waits(ShownQuestion question) {}

        @Override
        public void answered(ShownQuestion question, Answer answer) {}
      };

  /** An action waits for a person. */
  void waits(ShownQuestion question);

  /** A person has answered. */
  void answered(ShownQuestion question, Answer answer);
}
