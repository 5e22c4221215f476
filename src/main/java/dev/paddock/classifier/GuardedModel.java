package dev.paddock.classifier;

import dev.paddock.classifier.NoReplyException.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The one way to a model: with the key, within the budget, few at a time, again after a while where
 * that helps, and not at all for a time if it keeps failing. Thread-safe.
 */
final class GuardedModel {
  /** Requests that are under way at once; others wait, which counts as their time. */
  static final int AT_ONCE = 8;

  private static final int MOST_ATTEMPTS = 5;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private final ModelSettings settings;
  private final ModelKey key;
  private final Pace pace;
  private final ModelClient client;
  private final Purse purse;
  private final Breaker breaker;
  private final Semaphore slots = new Semaphore(AT_ONCE, true);

  GuardedModel(ModelSettings settings, ModelKey key, Pace pace) {
    this.settings = settings;
    this.key = key;
    this.pace = pace;
    this.client = new ModelClient(settings);
    this.purse = new Purse(settings.budget(), settings.prices().isPresent());
    this.breaker = new Breaker(pace);
  }

  Meter meter() {
    return new Meter(settings.prices(), purse);
  }

  Deadline deadline() {
    return Deadline.in(settings.timeout(), pace);
  }

  /** Asks what a stage asks. */
  Reply ask(Prompt prompt, Stage stage, Meter meter, Deadline deadline)
      throws NoReplyException, InterruptedException {
    Dialect.Question question =
        new Dialect.Question(prompt, stage.instruction(), client.dialect().longest(stage));
    Completion completion = ask(question, meter, deadline);
    return new Reply(stage, completion.text(), completion.end());
  }

  /** Asks anything. */
  Completion ask(Dialect.Question question, Meter meter, Deadline deadline)
      throws NoReplyException, InterruptedException {
    if (!slots.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
      throw NoReplyException.never(
          "So many questions wait for the model that this one's time is over. Try again later");
    }
    try {
      Optional<String> open = breaker.enter();
      if (open.isPresent()) {
        throw NoReplyException.never(open.get());
      }
      return guarded(question, meter, deadline);
    } finally {
      slots.release();
    }
  }

  /** Tells the breaker how it went, whatever happens. */
  private Completion guarded(Dialect.Question question, Meter meter, Deadline deadline)
      throws NoReplyException, InterruptedException {
    boolean told = false;
    try {
      Completion completion = attempts(question, key(), meter, deadline);
      breaker.succeeded();
      told = true;
      return completion;
    } catch (BudgetSpentException e) {
      throw NoReplyException.never(e.why());
    } catch (NoReplyException e) {
      breaker.failed(String.valueOf(e.getMessage()));
      told = true;
      throw e;
    } finally {
      if (!told) {
        breaker.abandoned();
      }
    }
  }

  private Optional<String> key() throws NoReplyException {
    try {
      return key.key().map(String::strip).filter(value -> !value.isEmpty());
    } catch (IOException e) {
      throw NoReplyException.never("The classifier's key can't be had: " + e.getMessage());
    }
  }

  private Completion attempts(
      Dialect.Question question, Optional<String> keyOfNow, Meter meter, Deadline deadline)
      throws NoReplyException, BudgetSpentException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<String> spent = purse.take();
      if (spent.isPresent()) {
        throw new BudgetSpentException(spent.get());
      }
      try {
        Completion completion = client.ask(question, keyOfNow, deadline.left());
        meter.answered(completion.usage(), question);
        return completion;
      } catch (NoReplyException e) {
        meter.failed(e.isCharged(), question);
        Duration wait = e.waiting().orElse(usualWait(attempt));
        if (e.retry() == Retry.NEVER
            || attempt == MOST_ATTEMPTS
            || wait.compareTo(deadline.left()) >= 0) {
          throw e;
        }
        pace.sleep(wait);
      }
    }
  }

  /** Twice as long each time, less by chance. */
  private Duration usualWait(int attempt) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << (attempt - 1));
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    return Duration.ofMillis((long) (bounded.toMillis() * (0.5 + pace.chance() / 2)));
  }

  /** That nothing more may be spent is no fault of the provider's. */
  private static final class BudgetSpentException extends Exception {
    private final String why;

    BudgetSpentException(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }
}
