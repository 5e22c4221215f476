package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
  private static final String NO = StubProvider.said(Provider.ANTHROPIC, "no");
  private static final Matter MATTER = Cases.asked("make deploy");

  private final Cases.Still pace = new Cases.Still();
  private final CountDownLatch end = new CountDownLatch(1);
  private StubProvider stub;

  @BeforeEach
  void start() throws IOException {
    stub = new StubProvider(StubProvider.raw(NO));
  }

  @AfterEach
  void stop() {
    end.countDown();
    stub.close();
  }

  private Classifier classifier(Duration timeout, Budget budget) {
    return ModelClassifier.of(
        Cases.settings(Provider.ANTHROPIC, stub, timeout, budget),
        () -> Optional.of(Cases.KEY),
        Cases.BOOK,
        JudgementRecords.NONE,
        pace);
  }

  private Classifier classifier() {
    return classifier(Duration.ofSeconds(60), Budget.DEFAULT);
  }

  private static Judgement judge(Classifier classifier) {
    return classifier.judge(MATTER, TranscriptView.EMPTY);
  }

  private static String why(Judgement judgement) {
    assertThat(judgement).isInstanceOf(Judgement.NoAnswer.class);
    String why = ((Judgement.NoAnswer) judgement).why();
    assertThat(why).doesNotContain(Cases.KEY).doesNotContain("Exception").doesNotContain("\n");
    return why;
  }

  @ParameterizedTest
  @CsvSource({
    "400, model is right",
    "401, key",
    "402, billing",
    "403, key",
    "404, model and base_url",
    "413, too long",
    "422, model is right",
    "418, status 418",
    "301, elsewhere",
    "302, elsewhere",
    "307, elsewhere",
    "308, elsewhere"
  })
  void whatSomebodyHasToMendIsToldAtOnce(int status, String told) {
    stub.then(
        StubProvider.status(
            status, "invalid " + Cases.KEY, "location: " + stub.base() + "/elsewhere"));
    Judgement judgement = judge(classifier());
    assertThat(why(judgement)).contains(told.equals("model is right") ? "model right" : told);
    assertThat(stub.received()).hasSize(1);
    assertThat(judgement.spent().requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 529})
  void whatMayPassIsTriedAgainAfterLongerAndLongerWaits(int status) {
    AtomicInteger requests = new AtomicInteger();
    stub.then(
        (request, out) ->
            (requests.incrementAndGet() < 3
                    ? StubProvider.status(status, "busy")
                    : StubProvider.raw(NO))
                .answer(request, out));
    Judgement judgement = judge(classifier());
    assertThat(judgement).isInstanceOf(Judgement.Allowed.class);
    assertThat(judgement.spent().requests()).isEqualTo(3);
    assertThat(pace.passed()).isEqualTo(Duration.ofMillis(500 + 1_000));
  }

  @Test
  void whatDoesNotPassIsGivenUp() {
    stub.then(StubProvider.status(529, "Overloaded"));
    Judgement judgement = judge(classifier());
    assertThat(why(judgement)).contains("529");
    assertThat(stub.received()).hasSize(5);
    assertThat(judgement.spent().tokens()).isZero();
  }

  @Test
  void theTimeThatAProviderAsksForIsGivenToIt() {
    AtomicInteger requests = new AtomicInteger();
    stub.then(
        (request, out) ->
            (requests.incrementAndGet() == 1
                    ? StubProvider.status(429, "slow down", "retry-after: 17")
                    : StubProvider.raw(NO))
                .answer(request, out));
    assertThat(judge(classifier())).isInstanceOf(Judgement.Allowed.class);
    assertThat(pace.passed()).isEqualTo(Duration.ofSeconds(17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "99999999", "Fri, 31 Dec 2088 23:59:59 GMT"})
  void aWaitThatIsLongerThanTheVerdictsTimeIsNotBegun(String wait) {
    stub.then(StubProvider.status(429, "slow down", "retry-after: " + wait));
    Classifier classifier = classifier(Duration.ofSeconds(20), Budget.DEFAULT);
    assertThat(why(judge(classifier))).contains("429").contains("slow down");
    assertThat(pace.passed()).isLessThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "Thu, 01 Jan 2015 00:00:00 GMT", "1e9", ""})
  void aWaitThatMakesNoSenseDoesNoHarm(String wait) {
    AtomicInteger requests = new AtomicInteger();
    stub.then(
        (request, out) ->
            (requests.incrementAndGet() == 1
                    ? StubProvider.status(503, "busy", "retry-after: " + wait)
                    : StubProvider.raw(NO))
                .answer(request, out));
    assertThat(judge(classifier())).isInstanceOf(Judgement.Allowed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no",
        "{",
        "null",
        "[]",
        "{}",
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}",
        "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"no\"}],\"stop_reason\":\"end_turn\"}",
        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"stop_reason\":\"end_turn\"}",
        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"no\",\"stop_reason\":\"end_turn\"}",
        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"no\"},{\"type\":\"text\",\"text\":\"\"}],\"stop_reason\":\"end_turn\"}",
        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"text\":\"no\"}],\"stop_reason\":\"end_turn\"}",
        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"no\"}]}",
        "{\"type\":\"message\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"no\"}],\"stop_reason\":\"end_turn\"}",
        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"no\"}],\"stop_reason\":\"end_turn\"}"
            + " more"
      })
  void anAnswerInAnyOtherFormIsNoAnswer(String body) {
    stub.then(StubProvider.raw(StubProvider.http(200, "application/json", body)));
    why(judge(classifier()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain", "application/octet-stream", ""})
  void anAnswerOfAnotherTypeIsNoAnswer(String type) {
    stub.then(
        StubProvider.raw(
            StubProvider.http(200, type, StubProvider.body(Provider.ANTHROPIC, "no", "end_turn"))));
    why(judge(classifier()));
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatDidNotEndOfItselfIsNoAnswer(Provider provider) {
    for (String stop :
        provider == Provider.ANTHROPIC
            ? new String[] {
              "max_tokens",
              "refusal",
              "tool_use",
              "pause_turn",
              "stop_sequence",
              "new_reason",
              "model_context_window_exceeded"
            }
            : new String[] {"length", "content_filter", "tool_calls", "function_call", "other"}) {
      stub.then(
          StubProvider.raw(
              StubProvider.http(200, "application/json", StubProvider.body(provider, "no", stop))));
      Classifier classifier =
          ModelClassifier.of(
              Cases.settings(provider, stub),
              () -> Optional.of(Cases.KEY),
              Cases.BOOK,
              JudgementRecords.NONE,
              pace);
      why(judge(classifier));
    }
  }

  @Test
  void anAnswerThatIsCutOffIsNoAnswer() {
    stub.then(StubProvider.raw(NO.substring(0, NO.length() - 20)));
    Judgement judgement = judge(classifier());
    assertThat(why(judgement)).contains("ended before");
    assertThat(judgement.spent().inputTokens()).as("may have been charged").isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/2 abc\r\n\r\n"})
  void aServerThatSpeaksSomethingElseIsNoAnswer(String bytes) {
    stub.then(StubProvider.raw(bytes));
    why(judge(classifier()));
  }

  @Test
  void anAnswerWithoutEndIsLeftAtItsBound() {
    byte[] much = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    stub.then(
        (_, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 1_000; i++) {
            out.write(much);
          }
        });
    assertThat(why(judge(classifier()))).contains("larger than 2 MiB");
  }

  @Test
  void aServerThatSaysNothingIsGivenUpInTime() {
    stub.then((_, _) -> end.await());
    assertThat(why(judge(classifier(Duration.ofMillis(300), Budget.DEFAULT))))
        .contains("did not come within");
  }

  @Test
  void anAnswerThatComesInDropsIsGivenUpInTime() {
    stub.then(this::drip);
    assertThat(why(judge(classifier(Duration.ofMillis(300), Budget.DEFAULT))))
        .contains("did not come within");
  }

  private void drip(StubProvider.Received request, OutputStream out)
      throws IOException, InterruptedException {
    byte[] answer = NO.getBytes(StandardCharsets.UTF_8);
    int head = NO.indexOf("\r\n\r\n") + 4;
    out.write(answer, 0, head);
    for (int i = head; i < answer.length && end.getCount() > 0; i++) {
      out.write(answer[i]);
      out.flush();
      Thread.sleep(50);
    }
  }

  @Test
  void aConnectionThatIsRefusedIsToldWithWhatToLookAt() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(why(judge(at("http://127.0.0.1:" + port)))).contains("base_url");
  }

  @Test
  void aServerThatIsNotTrustedIsSentNothing() {
    assertThat(why(judge(at(stub.base().toString().replace("http", "https")))))
        .contains("not trusted");
  }

  private Classifier at(String base) {
    return ModelClassifier.of(
        ModelSettings.of(Provider.ANTHROPIC, "claude-sonnet-4-6", URI.create(base)),
        () -> Optional.of(Cases.KEY),
        Cases.BOOK,
        JudgementRecords.NONE,
        pace);
  }

  @Test
  void anInterruptEndsTheQuestionAndIsKept() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    stub.then(
        (_, _) -> {
          asked.countDown();
          end.await();
        });
    AtomicReference<Judgement> judgement = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  judgement.set(judge(classifier()));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    asked.await();
    thread.interrupt();
    thread.join();
    assertThat(why(judgement.get())).contains("called off");
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void aBudgetOfCallsIsKept() {
    Classifier classifier = classifier(Duration.ofSeconds(60), new Budget(2, 1_000_000, 10));
    assertThat(judge(classifier)).isInstanceOf(Judgement.Allowed.class);
    assertThat(judge(classifier)).isInstanceOf(Judgement.Allowed.class);
    for (int i = 0; i < 10; i++) {
      assertThat(why(judge(classifier))).contains("budget").contains("2 calls");
    }
    assertThat(stub.received()).hasSize(2);
  }

  @Test
  void aBudgetOfTokensAndOneOfDollarsAreKept() {
    Classifier tokens = classifier(Duration.ofSeconds(60), new Budget(100, 2_000, 10));
    Classifier dollars = classifier(Duration.ofSeconds(60), new Budget(100, 1_000_000, 0.001));
    for (Classifier classifier : new Classifier[] {tokens, dollars}) {
      int asked = 0;
      while (judge(classifier) instanceof Judgement.Allowed) {
        asked++;
      }
      assertThat(asked).isBetween(1, 2);
      assertThat(why(judge(classifier))).contains("budget");
    }
  }

  @Test
  void repeatedRequestsCountForTheBudget() {
    stub.then(StubProvider.status(500, "busy"));
    Classifier classifier = classifier(Duration.ofSeconds(60), new Budget(3, 1_000_000, 10));
    assertThat(why(judge(classifier))).contains("budget");
    assertThat(stub.received()).hasSize(3);
  }

  @Test
  void aProviderThatKeepsFailingIsLeftAloneAndThenTriedByOne() {
    stub.then(StubProvider.status(401, "no"));
    Classifier classifier = classifier();
    for (int i = 0; i < 20; i++) {
      why(judge(classifier));
    }
    assertThat(stub.received()).hasSize(Breaker.FAILURES);
    assertThat(why(judge(classifier))).contains("left alone").contains("Check [classifier] key");
    pace.pass(Breaker.FIRST);
    why(judge(classifier));
    why(judge(classifier));
    assertThat(stub.received()).hasSize(Breaker.FAILURES + 1);
    pace.pass(Breaker.FIRST);
    why(judge(classifier));
    assertThat(stub.received()).as("the time has doubled").hasSize(Breaker.FAILURES + 1);
    pace.pass(Breaker.FIRST);
    stub.then(StubProvider.raw(NO));
    assertThat(judge(classifier)).isInstanceOf(Judgement.Allowed.class);
    assertThat(judge(classifier)).isInstanceOf(Judgement.Allowed.class);
  }

  @Test
  void aModelThatWritesNonsenseIsNoFailingProvider() {
    stub.then(StubProvider.raw(StubProvider.said(Provider.ANTHROPIC, "maybe")));
    Classifier classifier = classifier();
    for (int i = 0; i < 10; i++) {
      why(judge(classifier));
    }
    assertThat(stub.received()).hasSize(10);
  }
}
