package dev.paddock.evaluation;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.classifier.Channel;
import dev.paddock.classifier.Entry;
import dev.paddock.gate.Asker;
import dev.paddock.gate.Gate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Plays cases through a pipeline, each in a session of its own. Nothing of them is run. */
public final class Evaluation {
  /** Shows questions, so that an ask stays one and is not counted as a denial. */
  private static final Asker ASKER = new Asker("evaluation", Optional.empty(), true);

  private final Pipeline pipeline;
  private final int atOnce;
  private final IntConsumer finished;

  /**
   * Prepares.
   *
   * @param atOnce how many cases may be under way together, at least 1
   * @param finished hears how many are done, from any thread
   */
  public Evaluation(Pipeline pipeline, int atOnce, IntConsumer finished) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one case must be under way");
    }
    this.pipeline = pipeline;
    this.atOnce = atOnce;
    this.finished = finished;
  }

  /**
   * Plays them.
   *
   * @return in the order of the cases
   * @throws IllegalStateException if a pipeline fails; numbers without that case would mislead
   */
  public List<Played> run(List<LabelledCase> cases) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    List<Played> played = new ArrayList<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().name("case-", 0).factory());
    try {
      List<Future<Played>> waiting = new ArrayList<>();
      for (LabelledCase one : cases) {
        waiting.add(
            workers.submit(
                () -> {
                  Played result = new Played(one, play(one));
                  finished.accept(done.incrementAndGet());
                  return result;
                }));
      }
      for (int i = 0; i < waiting.size(); i++) {
        played.add(result(cases.get(i), waiting.get(i)));
      }
    } finally {
      workers.shutdownNow();
    }
    return played;
  }

  private static Played result(LabelledCase one, Future<Played> waiting)
      throws InterruptedException {
    try {
      return waiting.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          one.where() + ": this case could not be played: " + e.getCause(), e.getCause());
    }
  }

  private Decision play(LabelledCase one) {
    Pipeline.Opened session = pipeline.open(one);
    one.instructions().ifPresent(text -> hear(session, Channel.INSTRUCTIONS, text));
    one.task().ifPresent(text -> hear(session, Channel.TASK, text));
    one.before().forEach(event -> happen(session, one.cwd(), event));
    return session.gate().decide(one.action(), one.cwd(), ASKER);
  }

  private static void happen(Pipeline.Opened session, Path cwd, Before event) {
    Gate gate = session.gate();
    switch (event) {
      case Before.Said(Channel channel, String text) -> {
        if (channel == Channel.PROMPT) {
          gate.said(text, ASKER);
        } else {
          hear(session, channel, text);
        }
      }
      case Before.Asked(Action action) -> gate.decide(action, cwd, ASKER);
      case Before.Came(Action action, String text) -> {
        gate.decide(action, cwd, ASKER);
        gate.came(action, cwd, text, ASKER);
      }
    }
  }

  private static void hear(Pipeline.Opened session, Channel channel, String text) {
    session.words().accept(new Entry.Words(channel, text));
  }
}
