package dev.paddock.approval;

import java.time.Duration;
import java.util.Optional;

/** The people outside. Implementations are thread-safe. */
public interface People {
  /** Nobody. */
  People NOBODY =
      new People() {
        @Override
        public Optional<Answer> answered(Question question) {
          return Optional.empty();
        }

        @Override
        public Optional<Answer> ask(Question question, Duration patience) {
          return Optional.empty();
        }

        @Override
        public void tell(Question question) {}
      };

  /**
   * Returns what was answered to this exact action before, if that still holds; an answer for once
   * is used up by it.
   */
  Optional<Answer> answered(Question question);

  /**
   * Shows a question and waits.
   *
   * @param patience at most so long
   * @return empty if nobody answered
   */
  Optional<Answer> ask(Question question, Duration patience);

  /**
   * Shows what was denied, or is asked elsewhere, without waiting: an answer holds for the next
   * time the same action is asked about.
   */
  void tell(Question question);
}
