package dev.paddock.agent;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Verdict;
import dev.paddock.gate.Asker;
import dev.paddock.gate.Gate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns a hook's words into an answer. Of a question, whatever goes wrong on the way is a denial;
 * of what is told after the fact, the agent goes on and the events say that it was not looked at.
 * Thread-safe.
 *
 * <p>The gate works on a thread of its own, so that it can be late: then the hook has been
 * answered, and what comes afterwards counts for nothing.
 */
final class HookDesk {
  /**
   * How long the gate may take; both well below what scripts and agents wait.
   *
   * @param decision to decide, people and models included
   * @param hearing to look at what was told
   */
  record Patience(Duration decision, Duration hearing) {
    /** The gate itself waits for people up to three minutes. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(240), Duration.ofSeconds(30));
  }

  private final Gate gate;
  private final HookEvents events;
  private final boolean hasTerminal;
  private final Patience patience;
  private volatile boolean closed;

  /**
   * Makes one.
   *
   * @param hasTerminal whether somebody can see what an agent shows
   */
  HookDesk(Gate gate, HookEvents events, boolean hasTerminal, Patience patience) {
    this.gate = gate;
    this.events = events;
    this.hasTerminal = hasTerminal;
    this.patience = patience;
  }

  /** Denies every question from now on, and hears nothing more. */
  void close() {
    closed = true;
  }

  /** Answers what was said at a path. Never throws. */
  HookAnswer answer(HookPath path, byte[] words) {
    Agent agent = path.agent();
    HookMessage message;
    try {
      message = agent.read(HookInput.parse(words));
    } catch (HookInputException e) {
      return unread(path, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return unread(path, "reading it failed (a fault of Paddock's): " + e);
    }
    Asker asker = new Asker(agent.name(), message.helper(), hasTerminal && agent.showsQuestions());
    return switch (message) {
      case HookQuestion question -> answer(agent, question, asker);
      case HookResult result -> hear(agent, result.event(), () -> warnings(result, asker));
      case HookPrompt(String event, String prompt) ->
          hear(
              agent,
              event,
              () -> {
                gate.said(prompt, asker);
                return Optional.empty();
              });
      case HookReturn(String event, _) -> hear(agent, event, () -> gate.returned(asker));
    };
  }

  /** Answers what could not be read as a whole. */
  HookAnswer unread(HookPath path, String why) {
    return path.tells()
        ? passOver(path.agent(), why)
        : refuse(path.agent(), path.agent().usualEvent(), why);
  }

  private HookAnswer answer(Agent agent, HookQuestion question, Asker asker) {
    String event = question.event();
    try {
      Optional<Decision> decision =
          within(patience.decision(), () -> strictest(agent, question.call(), asker));
      if (decision.isEmpty() || closed) {
        return refuse(agent, event, "the session has ended");
      }
      return agent.answer(event, decision.get().verdict(), Words.of(decision.get()));
    } catch (TimeoutException e) {
      return refuse(agent, event, "it was not decided in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refuse(agent, event, "the session ends");
    } catch (ExecutionException e) {
      return refuse(agent, event, "deciding failed (a fault of Paddock's): " + e.getCause());
    }
  }

  /** The strictest of what is decided about each action; empty if the session has ended. */
  private Optional<Decision> strictest(Agent agent, ToolCall call, Asker asker) {
    Optional<Decision> strictest = Optional.empty();
    for (Action action : call.actions()) {
      if (closed) {
        return Optional.empty();
      }
      Decision decision = gate.decide(action, call.cwd(), asker);
      if (Thread.currentThread().isInterrupted()) {
        return Optional.empty(); // the agent was refused meanwhile: nobody was told this
      }
      events.decided(agent, call.tool(), action, decision);
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

  private HookAnswer hear(Agent agent, String event, Callable<Optional<String>> hearing) {
    if (closed) {
      return passOver(agent, "the session has ended");
    }
    try {
      return within(patience.hearing(), hearing)
          .map(Words::warning)
          .filter(words -> !words.isEmpty())
          .map(words -> agent.warning(event, words))
          .orElse(HookAnswer.NOTHING);
    } catch (TimeoutException e) {
      return passOver(agent, "it was not looked at in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return passOver(agent, "the session ends");
    } catch (ExecutionException e) {
      return passOver(agent, "looking at it failed (a fault of Paddock's): " + e.getCause());
    }
  }

  /** What a call gave belongs to each of its actions. */
  private Optional<String> warnings(HookResult result, Asker asker) {
    ToolCall call = result.call();
    Set<String> warnings = new LinkedHashSet<>();
    for (Action action : call.actions()) {
      gate.came(action, call.cwd(), result.text(), asker).ifPresent(warnings::add);
    }
    return warnings.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", warnings));
  }

  private static <T> T within(Duration patience, Callable<T> work)
      throws InterruptedException, ExecutionException, TimeoutException {
    FutureTask<T> working = new FutureTask<>(work);
    Thread.ofVirtual().name("hook-gate").start(working);
    try {
      return working.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      working.cancel(true);
    }
  }

  private HookAnswer refuse(Agent agent, String event, String why) {
    events.refused(agent, why);
    return agent.answer(event, Verdict.DENY, Words.refused(why));
  }

  private HookAnswer passOver(Agent agent, String why) {
    events.passedOver(agent, why);
    return HookAnswer.NOTHING;
  }
}
