package dev.paddock.approval;

/**
 * Is told what happens to questions, one after the other and before it has consequences: an action
 * runs after its answer was told. Nothing else is asked or answered meanwhile. Where an
 * implementation throws, there is no question and no answer.
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
