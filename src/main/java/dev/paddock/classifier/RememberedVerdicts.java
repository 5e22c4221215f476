package dev.paddock.classifier;

import dev.paddock.action.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Asks about an identical action once, until something new enters the context, and about one that
 * was allowed also once the agent has changed something since. Thread-safe.
 *
 * <p>Whoever asks while the same question is under way gets that one's verdict. Where there was no
 * answer nothing is remembered.
 */
public final class RememberedVerdicts implements Classifier {
  private static final int MOST = 300;
  private static final int LONGEST = 50_000;

  /** All that a verdict depends on, besides the agent's own earlier actions. */
  private record Question(Matter matter, long version) {}

  /**
   * One verdict.
   *
   * @param changes how often the agent had changed something when it was asked for
   */
  private record Remembered(CompletableFuture<Judgement> verdict, long changes) {
    /**
     * An identical command does something else once the file that it applies is another one, so an
     * allow ends with the next change. A denial stays: else a change would buy another try.
     */
    boolean holds(long now) {
      return changes == now
          || (verdict.isDone() && verdict.resultNow() instanceof Judgement.Denied);
    }
  }

  private final Classifier classifier;
  private final Map<Question, Remembered> verdicts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Remembered> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers what another one judges. */
  public RememberedVerdicts(Classifier classifier) {
    this.classifier = classifier;
  }

  @Override
  public Judgement judge(Matter matter, TranscriptView transcript) {
    if (length(matter.action()) > LONGEST) {
      return classifier.judge(matter, transcript);
    }
    Question question = new Question(matter, transcript.version());
    Remembered mine =
        new Remembered(new CompletableFuture<>(), changes(matter.action(), transcript));
    Optional<Remembered> before = before(question, mine);
    return before.isPresent()
        ? awaited(before.get().verdict())
        : judged(question, mine, transcript);
  }

  private Optional<Remembered> before(Question question, Remembered mine) {
    synchronized (verdicts) {
      Optional<Remembered> known =
          Optional.ofNullable(verdicts.get(question)).filter(one -> one.holds(mine.changes()));
      if (known.isEmpty()) {
        verdicts.put(question, mine);
      }
      return known;
    }
  }

  /** Calls that are no longer kept count as well; the action's own earlier runs don't. */
  private static long changes(Action action, TranscriptView transcript) {
    return transcript.leftOut()
        + transcript.entries().stream()
            .filter(
                entry ->
                    entry instanceof Entry.Call call
                        && call.changes()
                        && !call.action().equals(action))
            .count();
  }

  private Judgement judged(Question question, Remembered mine, TranscriptView transcript) {
    Judgement judgement =
        new Judgement.NoAnswer("Judging failed. Please report this", Spent.NOTHING);
    try {
      judgement = classifier.judge(question.matter(), transcript);
      return judgement;
    } finally {
      if (judgement instanceof Judgement.NoAnswer) {
        synchronized (verdicts) {
          verdicts.remove(question, mine);
        }
      }
      mine.verdict().complete(judgement);
    }
  }

  private static Judgement awaited(CompletableFuture<Judgement> verdict) {
    try {
      return verdict.get().costing(Spent.NOTHING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Judgement.NoAnswer(
          "The question was called off before there was a verdict", Spent.NOTHING);
    } catch (ExecutionException e) {
      return new Judgement.NoAnswer("Judging failed. Please report this", Spent.NOTHING);
    }
  }

  @Override
  public Judgement review(String task, List<Entry.Call> calls, TranscriptView transcript) {
    return classifier.review(task, calls, transcript);
  }

  private static int length(Action action) {
    return switch (action) {
      case Action.WriteFile(var _, String content) -> content.length();
      case Action.EditFile(var _, String added) -> added.length();
      case Action.Shell _,
          Action.ReadFile _,
          Action.Fetch _,
          Action.Search _,
          Action.McpCall _,
          Action.Subagent _,
          Action.OwnTool _,
          Action.OtherTool _ ->
          Exhibits.length(action);
    };
  }
}
