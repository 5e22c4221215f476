package dev.paddock.approval;

import dev.paddock.action.Effect;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one session, in memory: what waits, what was denied lately, and what was
 * answered. Thread-safe, bounded.
 *
 * <p>Tries of the identical action at the same time are one question. ALLOW_ONCE lets exactly one
 * of them run, the one that has waited longest; the others go on waiting, under a new ID.
 * ALLOW_SESSION and DENY answer all of them, and hold until the session ends. An answer to what was
 * denied counts for the next try.
 *
 * <p>Invariants, all under the lock: a fingerprint is in at most one of {@code waiting}, {@code
 * denied} and {@code answers}; every group in {@code waiting} has at least one waiter; an ID is
 * given once and never leads to another fingerprint.
 */
public final class Questions implements People, AutoCloseable {
  private static final int MOST_WAITING = 200;
  private static final int MOST_WAITERS = 1_000;
  private static final int MOST_DENIED = 50;
  private static final int MOST_ANSWERS = 1_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Without what looks like something else. */
  private static final String ID_CHARACTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  private static final int ID_LENGTH = 7;

  private final Function<Effect, String> words;
  private final QuestionEvents events;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  private final ReentrantLock lock = new ReentrantLock();
  private final SequencedMap<String, Group> waiting = new LinkedHashMap<>();
  private final SequencedMap<String, ShownQuestion> denied = new LinkedHashMap<>();
  private final Map<String, Answer> answers = new HashMap<>();
  private int waiters;
  private boolean closed;

  /**
   * Begins with none.
   *
   * @param words an effect in one line, for people
   */
  public Questions(Function<Effect, String> words, QuestionEvents events) {
    this.words = words;
    this.events = events;
  }

  /** All that wait for an answer to the identical action. */
  private static final class Group {
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private ShownQuestion shown;

    Group(ShownQuestion shown) {
      this.shown = shown;
    }
  }

  /** One try that waits. */
  private static final class Waiter {
    private final Condition woken;
    private @Nullable Answer answer;

    Waiter(Condition woken) {
      this.woken = woken;
    }

    void give(Answer given) {
      answer = given;
      woken.signal();
    }
  }

  @Override
  public Optional<Answer> answered(Question question) {
    String fingerprint = Fingerprint.of(question);
    lock.lock();
    try {
      return taken(question, fingerprint);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Answer> ask(Question question, Duration patience) {
    String fingerprint = Fingerprint.of(question);
    Waiter waiter = new Waiter(lock.newCondition());
    lock.lock();
    try {
      Optional<Answer> known = taken(question, fingerprint);
      if (known.isPresent()) {
        return known;
      }
      if (!mayWait(question, fingerprint, patience)) {
        remember(question, fingerprint);
        return Optional.empty();
      }
      enter(question, fingerprint, waiter);
    } finally {
      lock.unlock();
    }
    return wait(fingerprint, waiter, patience);
  }

  @Override
  public void tell(Question question) {
    String fingerprint = Fingerprint.of(question);
    lock.lock();
    try {
      remember(question, fingerprint);
    } finally {
      lock.unlock();
    }
  }

  /** Returns what waits, and what was denied lately. */
  public QuestionList list() {
    lock.lock();
    try {
      List<ShownQuestion> shown = new ArrayList<>();
      waiting.values().forEach(group -> shown.add(group.shown));
      return new QuestionList(shown, List.copyOf(denied.values()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes an answer.
   *
   * @param id of the question that was shown
   * @param fingerprint of the action that was shown
   * @throws AnswerException if nothing waits under that ID, or it may not be answered so
   */
  public void answer(String id, String fingerprint, Answer answer) throws AnswerException {
    lock.lock();
    try {
      Group group = waiting.get(fingerprint);
      ShownQuestion shown = group == null ? denied.get(fingerprint) : group.shown;
      ShownQuestion question = answerable(shown, id, answer);
      boolean isHeld = group == null || answer != Answer.ALLOW_ONCE;
      if (isHeld && answers.size() >= MOST_ANSWERS) {
        throw new AnswerException(
            "This session has as many answers as it can keep",
            "Write a rule to the profile instead, or start the session anew");
      }
      events.answered(question, answer);
      if (isHeld) {
        answers.put(fingerprint, answer);
      }
      if (group == null) {
        denied.remove(fingerprint);
      } else if (answer == Answer.ALLOW_ONCE) {
        group.waiters.removeFirst().give(answer);
        if (group.waiters.isEmpty()) {
          waiting.remove(fingerprint);
        } else {
          group.shown = group.shown.again(freshId());
        }
      } else {
        waiting.remove(fingerprint);
        group.waiters.forEach(waiter -> waiter.give(answer));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Leaves every question without an answer, now and from now on. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.values().forEach(group -> group.waiters.forEach(waiter -> waiter.woken.signal()));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Answer> taken(Question question, String fingerprint) {
    Answer answer = answers.get(fingerprint);
    if (answer == null || (answer != Answer.DENY && !question.mayBeAllowed())) {
      return Optional.empty();
    }
    if (answer == Answer.ALLOW_ONCE) {
      answers.remove(fingerprint);
    }
    return Optional.of(answer);
  }

  private boolean mayWait(Question question, String fingerprint, Duration patience) {
    return !closed
        && question.mayBeAllowed()
        && patience.isPositive()
        && waiters < MOST_WAITERS
        && (waiting.containsKey(fingerprint) || waiting.size() < MOST_WAITING);
  }

  private void enter(Question question, String fingerprint, Waiter waiter) {
    Group group = waiting.get(fingerprint);
    if (group == null) {
      group = new Group(shown(question, fingerprint, true));
      events.waits(group.shown);
      waiting.putLast(fingerprint, group);
    }
    denied.remove(fingerprint);
    group.waiters.addLast(waiter);
    waiters++;
  }

  private Optional<Answer> wait(String fingerprint, Waiter waiter, Duration patience) {
    lock.lock();
    try {
      long left = (patience.compareTo(LONGEST) > 0 ? LONGEST : patience).toNanos();
      while (waiter.answer == null && !closed && left > 0) {
        left = waiter.woken.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiters--;
      if (waiter.answer == null) {
        leave(fingerprint, waiter);
      }
      lock.unlock();
    }
    return Optional.ofNullable(waiter.answer);
  }

  /** Whoever was last leaves the question among the denied, so that the next try can be allowed. */
  private void leave(String fingerprint, Waiter waiter) {
    Group group = waiting.get(fingerprint);
    if (group != null && group.waiters.remove(waiter) && group.waiters.isEmpty()) {
      waiting.remove(fingerprint);
      addDenied(group.shown.denied(freshId()));
    }
  }

  private void remember(Question question, String fingerprint) {
    if (!closed && !waiting.containsKey(fingerprint) && !answers.containsKey(fingerprint)) {
      addDenied(shown(question, fingerprint, false));
    }
  }

  private void addDenied(ShownQuestion question) {
    denied.remove(question.fingerprint());
    denied.putLast(question.fingerprint(), question);
    if (denied.size() > MOST_DENIED) {
      denied.pollFirstEntry();
    }
  }

  private static ShownQuestion answerable(
      @Nullable ShownQuestion question, String id, Answer answer) throws AnswerException {
    if (question == null || !question.id().equals(id)) {
      throw new AnswerException(
          "Nothing waits for an answer under " + id + " any more, or it is about another action",
          "Each try of an action has an ID of its own: `paddock ask` lists what waits, `paddock ask"
              + " --denied` what was denied meanwhile");
    }
    if (answer != Answer.DENY && !question.mayBeAllowed()) {
      throw new AnswerException(
          "The rule " + question.rule() + " lets nobody allow this",
          "If it has to be done, do it yourself, outside of the session");
    }
    if (answer != Answer.DENY && !question.whole()) {
      throw new AnswerException(
          "This action is too long to be shown whole, so nobody can know what they allow",
          "Deny it, and have the agent do it in smaller parts");
    }
    return question;
  }

  private ShownQuestion shown(Question question, String fingerprint, boolean waits) {
    return ShownQuestion.of(question, freshId(), fingerprint, clock.instant(), waits, words);
  }

  private String freshId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
    }
    return id.toString();
  }
}
