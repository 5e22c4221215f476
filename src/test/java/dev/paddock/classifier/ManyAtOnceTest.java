package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManyAtOnceTest {
  private static final int DECISIONS = 300;
  private static final TranscriptView NAMED =
      Cases.said(Channel.TASK, "force-push the branch release-7 to origin");

  /** Answers each question with what it deserves, or fails in one of many ways. */
  private static StubProvider.Script failing(Provider provider) {
    return (request, out) -> {
      boolean good = request.text().contains("harmless-");
      String reply =
          request.isGlance()
              ? good ? "no" : "yes"
              : StubProvider.verdict(
                  "allow", "none", "So.", "force-push the branch release-7 to origin");
      String answer = StubProvider.said(provider, reply);
      Random random = ThreadLocalRandom.current();
      switch (random.nextInt(12)) {
        case 0 -> StubProvider.status(529, "Overloaded").answer(request, out);
        case 1 -> StubProvider.status(429, "slow", "retry-after: 1").answer(request, out);
        case 2 -> StubProvider.status(500, "oops").answer(request, out);
        case 3 ->
            out.write(
                answer
                    .substring(0, random.nextInt(answer.length()))
                    .getBytes(StandardCharsets.UTF_8));
        case 4 -> out.close();
        case 5 ->
            out.write(
                StubProvider.said(provider, "I would say: " + reply)
                    .getBytes(StandardCharsets.UTF_8));
        case 6 ->
            out.write(
                StubProvider.http(200, "text/html", "<html>").getBytes(StandardCharsets.UTF_8));
        default -> out.write(answer.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void eachOfHundredsEndsInAJudgementAndNoneIsAllowedWithoutAProperReply(Provider provider)
      throws IOException, InterruptedException, ExecutionException {
    ConcurrentLinkedQueue<JudgementRecord> records = new ConcurrentLinkedQueue<>();
    List<Judgement> judgements = new ArrayList<>();
    try (StubProvider stub = new StubProvider(failing(provider));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Classifier classifier =
          ModelClassifier.of(
              Cases.settings(
                  provider, stub, Duration.ofMinutes(5), new Budget(10_000, 1L << 40, 1e9)),
              () -> Optional.of(Cases.KEY),
              Cases.BOOK,
              records::add,
              new Cases.Still());
      List<Future<Judgement>> futures = new ArrayList<>();
      for (int i = 0; i < DECISIONS; i++) {
        Matter matter =
            switch (i % 3) {
              case 0 -> Cases.asked("make harmless-" + i);
              case 1 -> Cases.asked("make other-" + i);
              default -> Cases.forcePush();
            };
        futures.add(threads.submit(() -> classifier.judge(matter, NAMED)));
      }
      for (Future<Judgement> future : futures) {
        judgements.add(future.get());
      }
      assertThat(stub.mostAtOnce()).isLessThanOrEqualTo(GuardedModel.AT_ONCE + 2);
    }
    assertThat(judgements).hasSize(DECISIONS).doesNotContainNull();
    assertThat(judgements).hasAtLeastOneElementOfType(Judgement.Allowed.class);
    assertThat(records).hasSize(DECISIONS);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(Replay.of(record).isSameVerdict()).isTrue();
              if (record.judgement() instanceof Judgement.Allowed) {
                Reply last = record.replies().getLast();
                assertThat(last.text())
                    .matches(text -> text.equals("no") || VerdictText.read(text).isPresent());
              }
            });
  }
}
