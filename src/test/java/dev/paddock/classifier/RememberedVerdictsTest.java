package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RememberedVerdictsTest {
  private static final Spent COST =
      new Spent(1, 10, 0, 0, 1, Spent.NOTHING.dollars(), Spent.NOTHING.took());

  private final AtomicInteger asked = new AtomicInteger();
  private volatile Supplier<Judgement> answer =
      () -> new Judgement.Allowed("fine", List.of(), COST);
  private final Classifier verdicts =
      new RememberedVerdicts(
          new Classifier() {
            @Override
            public Judgement judge(Matter matter, TranscriptView transcript) {
              asked.incrementAndGet();
              return answer.get();
            }

            @Override
            public Judgement review(
                String task, List<Entry.Call> calls, TranscriptView transcript) {
              asked.incrementAndGet();
              return answer.get();
            }
          });
  private final Transcript transcript = new Transcript();

  private Judgement judge(Matter matter) {
    return verdicts.judge(matter, transcript.view());
  }

  @Test
  void anIdenticalActionIsAskedAboutOnceAndCostsNothingAgain() {
    assertThat(judge(Cases.asked("make deploy")).spent()).isEqualTo(COST);
    transcript.add(Cases.call("ls"));
    Judgement again = judge(Cases.asked("make deploy"));
    assertThat(again).isEqualTo(new Judgement.Allowed("fine", List.of(), Spent.NOTHING));
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void whatWasAllowedIsAskedAboutAgainOnceAFileHasChangedAndWhatWasDeniedIsNot() {
    judge(Cases.asked("kubectl apply -f a.yaml"));
    transcript.add(write(Verdict.DENY));
    transcript.add(
        new Entry.Call(
            new Action.Shell("kubectl apply -f a.yaml"),
            write(Verdict.ALLOW).effects(),
            Verdict.ALLOW,
            Optional.empty()));
    judge(Cases.asked("kubectl apply -f a.yaml"));
    assertThat(asked.get()).isEqualTo(1);
    transcript.add(write(Verdict.ALLOW));
    answer = () -> new Judgement.Denied("no", "none", COST);
    assertThat(judge(Cases.asked("kubectl apply -f a.yaml"))).isInstanceOf(Judgement.Denied.class);
    transcript.add(write(Verdict.ALLOW));
    answer = () -> new Judgement.Allowed("fine", List.of(), COST);
    assertThat(judge(Cases.asked("kubectl apply -f a.yaml"))).isInstanceOf(Judgement.Denied.class);
    assertThat(asked.get()).isEqualTo(2);
  }

  private static Entry.Call write(Verdict verdict) {
    Path file = Path.of("/repo/p/a.yaml");
    return new Entry.Call(
        new Action.WriteFile(file, "x"),
        List.of(new Effect.Touches(FileAccess.WRITE, new Place.At(file))),
        verdict,
        Optional.empty());
  }

  @Test
  void somethingNewInTheContextAsksAgain() {
    judge(Cases.asked("make deploy"));
    transcript.add(new Entry.Words(Channel.PROMPT, "don't deploy"));
    judge(Cases.asked("make deploy"));
    transcript.add(new Entry.Warning("instructions in a page"));
    judge(Cases.asked("make deploy"));
    assertThat(asked.get()).isEqualTo(3);
  }

  @Test
  void anotherActionRulingOrFolderIsAnotherQuestion() {
    Matter matter = Cases.asked("make deploy");
    judge(matter);
    judge(Cases.asked("make  deploy"));
    judge(new Matter(matter.action(), matter.cwd().resolve("x"), matter.ruling(), matter.rule()));
    judge(
        new Matter(
            matter.action(), matter.cwd(), Cases.forcePush().ruling(), Cases.forcePush().rule()));
    assertThat(asked.get()).isEqualTo(4);
  }

  @Test
  void noAnswerIsNotRemembered() {
    answer = () -> new Judgement.NoAnswer("down", COST);
    judge(Cases.asked("make deploy"));
    judge(Cases.asked("make deploy"));
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void aDenialIsRemembered() {
    answer = () -> new Judgement.Denied("no", "none", COST);
    judge(Cases.asked("make deploy"));
    judge(Cases.asked("make deploy"));
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void identicalQuestionsAtTheSameTimeShareOneVerdict()
      throws InterruptedException, ExecutionException {
    CountDownLatch go = new CountDownLatch(1);
    answer =
        () -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Judgement.Allowed("fine", List.of(), COST);
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Judgement>> futures = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        futures.add(threads.submit(() -> judge(Cases.asked("make deploy"))));
      }
      go.countDown();
      int requests = 0;
      for (Future<Judgement> future : futures) {
        assertThat(future.get()).isInstanceOf(Judgement.Allowed.class);
        requests += future.get().spent().requests();
      }
      assertThat(requests).isEqualTo(1);
    }
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void aFaultOfTheClassifierLeavesNobodyWaiting() {
    answer =
        () -> {
          throw new IllegalStateException("a fault");
        };
    for (int i = 0; i < 2; i++) {
      try {
        judge(Cases.asked("make deploy"));
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("a fault");
      }
    }
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void itsMemoryIsBounded() {
    for (int i = 0; i < 400; i++) {
      judge(Cases.asked("make " + i));
    }
    judge(Cases.asked("make 0"));
    assertThat(asked.get()).isEqualTo(401);
  }
}
