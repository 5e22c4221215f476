package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Verdict;
import dev.paddock.gate.Gate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns a hook's words into an answer. Whatever goes wrong on the way is a denial. Thread-safe.
 *
 * <p>A decision runs on a thread of its own, so that it can be late: then the question has been
 * denied, and what comes afterwards counts for nothing.
 */
final class HookDesk {
  private final Gate gate;
  private final HookEvents events;
  private final Duration patience;
  private volatile boolean closed;

  /**
   * Makes one.
   *
   * @param patience how long a decision may take; well below what agents wait
   */
  HookDesk(Gate gate, HookEvents events, Duration patience) {
    this.gate = gate;
    this.events = events;
    this.patience = patience;
  }

  /** Denies every question from now on. */
  void close() {
    closed = true;
  }

  /** Answers one question. Never throws. */
  HookAnswer answer(Agent agent, byte[] words) {
    String event = agent.usualEvent();
    try {
      HookQuestion question = agent.read(HookInput.parse(words));
      event = question.event();
      Optional<Decision> decision = decide(agent, question);
      if (decision.isEmpty()) {
        return refuse(agent, event, "the session has ended");
      }
      return agent.answer(event, decision.get().verdict(), Words.of(decision.get()));
    } catch (HookInputException e) {
      return refuse(agent, event, String.valueOf(e.getMessage()));
    } catch (TimeoutException e) {
      return refuse(agent, event, "it was not decided in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refuse(agent, event, "the session ends");
    } catch (ExecutionException e) {
      return refuse(agent, event, "deciding failed (a fault of Paddock's): " + e.getCause());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return refuse(agent, event, "reading it failed (a fault of Paddock's): " + e);
    }
  }

  /** The strictest of what is decided about each action; empty if the session has ended. */
  private Optional<Decision> decide(Agent agent, HookQuestion question)
      throws InterruptedException, ExecutionException, TimeoutException {
    FutureTask<Optional<Decision>> deciding = new FutureTask<>(() -> strictest(agent, question));
    Thread.ofVirtual().name("hook-decision").start(deciding);
    try {
      Optional<Decision> decision = deciding.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return closed ? Optional.empty() : decision;
    } finally {
      deciding.cancel(true);
    }
  }

  private Optional<Decision> strictest(Agent agent, HookQuestion question) {
    Optional<Decision> strictest = Optional.empty();
    for (Action action : question.actions()) {
      if (closed) {
        return Optional.empty();
      }
      Decision decision = gate.decide(action, question.cwd());
      events.decided(agent, question.tool(), action, decision);
      if (strictest.isEmpty() || rank(decision) > rank(strictest.get())) {
        strictest = Optional.of(decision);
      }
      if (decision.verdict() == Verdict.DENY) {
        break;
      }
    }
    return strictest;
  }

  private static int rank(Decision decision) {
    return switch (decision.verdict()) {
      case ALLOW -> 0;
      case ASK -> 1;
      case DENY -> 2;
    };
  }

  private HookAnswer refuse(Agent agent, String event, String why) {
    events.refused(agent, why);
    return agent.answer(event, Verdict.DENY, Words.refused(why));
  }
}
