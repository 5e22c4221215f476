package dev.paddock.classifier;

import dev.paddock.action.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks about an identical action once, until something new enters the context. Thread-safe.
 *
 * <p>Whoever asks while the same question is under way gets that one's verdict. Where there was no
 * answer nothing is remembered.
 */
public final class RememberedVerdicts implements Classifier {
  private static final int MOST = 300;
  private static final int LONGEST = 50_000;

  /** All that a verdict depends on, besides the agent's own earlier actions. */
  private record Question(Matter matter, long version) {}

  private final Classifier classifier;
  private final Map<Question, CompletableFuture<Judgement>> verdicts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Question, CompletableFuture<Judgement>> eldest) {
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
    CompletableFuture<Judgement> mine = new CompletableFuture<>();
    Optional<CompletableFuture<Judgement>> before = before(question, mine);
    return before.isPresent() ? awaited(before.get()) : judged(question, mine, transcript);
  }

  private Optional<CompletableFuture<Judgement>> before(
      Question question, CompletableFuture<Judgement> mine) {
    synchronized (verdicts) {
      @Nullable CompletableFuture<Judgement> known = verdicts.putIfAbsent(question, mine);
      return Optional.ofNullable(known);
    }
  }

  private Judgement judged(
      Question question, CompletableFuture<Judgement> mine, TranscriptView transcript) {
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
      mine.complete(judgement);
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
