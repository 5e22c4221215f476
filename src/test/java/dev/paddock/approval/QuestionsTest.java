package dev.paddock.approval;

import static dev.paddock.approval.Asked.about;
import static dev.paddock.approval.Asked.asking;
import static dev.paddock.approval.Asked.until;
import static dev.paddock.approval.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final String LONG_TEXT = "x".repeat(ShownQuestion.LONGEST_TEXT + 1);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Questions questions =
      new Questions(
          Effect::toString,
          new QuestionEvents() {
            @Override
            public void waits(ShownQuestion question) {
              told.add("waits " + question.text());
            }

            @Override
            public void answered(ShownQuestion question, Answer answer) {
              told.add(answer + " " + question.text());
            }
          });

  @Test
  void anAnswerWakesTheActionThatWaits() throws Exception {
    var answer = asking(questions, about("git push"));
    ShownQuestion shown = waiting(questions);

    questions.answer(shown.id(), shown.fingerprint(), Answer.ALLOW_ONCE);

    assertThat(answer.get()).contains(Answer.ALLOW_ONCE);
    assertThat(told).containsExactly("waits git push", "ALLOW_ONCE git push");
    assertThat(questions.list().waiting()).isEmpty();
    assertThat(questions.answered(about("git push"))).isEmpty();
  }

  @Test
  void aQuestionShowsTheWholeActionAndWhyItIsAsked() throws Exception {
    asking(questions, about("git push\n--force"));

    ShownQuestion shown = waiting(questions);

    assertThat(shown.text()).isEqualTo("git push\n--force");
    assertThat(shown.tool()).isEqualTo("shell");
    assertThat(shown.cwd()).isEqualTo("/project");
    assertThat(shown.asker()).isEqualTo("claude");
    assertThat(shown.rule()).isEqualTo("git-push");
    assertThat(shown.verdict()).isEqualTo("ask");
    assertThat(shown.reason()).contains("protected");
    assertThat(shown.remedy()).contains("person");
    assertThat(shown.effects()).singleElement().asString().contains("Starts");
    assertThat(shown.evidence()).containsExactly("the name comes from a page");
    assertThat(shown.waits()).isTrue();
    assertThat(shown.whole()).isTrue();
  }

  @Test
  void onceLetsExactlyOneOfIdenticalTriesRun() throws Exception {
    List<CompletableFuture<Optional<Answer>>> tries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
      Thread thread =
          Thread.ofVirtual()
              .start(() -> answer.complete(questions.ask(about("git push"), Asked.LONG)));
      tries.add(answer);
      until(questions, _ -> thread.getState() == Thread.State.TIMED_WAITING);
    }
    assertThat(questions.list().waiting()).hasSize(1);
    ShownQuestion first = waiting(questions);

    questions.answer(first.id(), first.fingerprint(), Answer.ALLOW_ONCE);

    assertThat(CompletableFuture.anyOf(tries.toArray(CompletableFuture[]::new)).get())
        .isEqualTo(Optional.of(Answer.ALLOW_ONCE));
    assertThat(tries.getFirst()).isCompleted();
    assertThat(tries.stream().filter(CompletableFuture::isDone)).hasSize(1);
    ShownQuestion second = waiting(questions);
    assertThat(second.id()).isNotEqualTo(first.id());

    questions.answer(second.id(), second.fingerprint(), Answer.DENY);

    for (var other : tries.subList(1, tries.size())) {
      assertThat(other.get()).contains(Answer.DENY);
    }
  }

  @Test
  void forTheSessionHoldsForEveryFurtherTry() throws Exception {
    var one = asking(questions, about("git push"));
    ShownQuestion shown = waiting(questions);

    questions.answer(shown.id(), shown.fingerprint(), Answer.ALLOW_SESSION);

    assertThat(one.get()).contains(Answer.ALLOW_SESSION);
    assertThat(questions.answered(about("git push"))).contains(Answer.ALLOW_SESSION);
    assertThat(questions.ask(about("git push"), Asked.LONG)).contains(Answer.ALLOW_SESSION);
    assertThat(questions.answered(about("git push -f"))).isEmpty();
  }

  @Test
  void aChangedActionFolderRuleOrEffectIsAnotherQuestion() throws Exception {
    Question question = about("sh x.sh");
    questions.tell(question);
    ShownQuestion shown = questions.list().denied().getFirst();
    questions.answer(shown.id(), shown.fingerprint(), Answer.ALLOW_SESSION);

    assertThat(questions.answered(question)).isPresent();
    assertThat(questions.answered(question.about(Asked.decision("judged", "sh x.sh"))))
        .as("what a model says of it is another text for the same action")
        .isPresent();
    assertThat(
            List.of(
                about("sh x.sh "),
                new Question(question.action(), Path.of("/other"), question.decision(), "claude"),
                new Question(
                    question.action(),
                    question.cwd(),
                    Asked.decision("driven", "sh x.sh"),
                    "claude"),
                new Question(
                    question.action(),
                    question.cwd(),
                    Asked.decision("git-push", "sh x.sh", "rm"),
                    "claude"),
                new Question(
                    new Action.Search("sh x.sh"), question.cwd(), question.decision(), "claude")))
        .allSatisfy(other -> assertThat(questions.answered(other)).isEmpty());
  }

  @Test
  void textsThatOnlyLookAlikeHaveOtherFingerprints() {
    assertThat(
            List.of(
                new Action.Shell("a\ud800"),
                new Action.Shell("a\ud801"),
                new Action.Shell("a?"),
                new Action.Shell("a\",\"b"),
                new Action.McpCall("a", "b", ""),
                new Action.McpCall("a", "", "b"),
                new Action.WriteFile(Path.of("/a"), "b"),
                new Action.EditFile(Path.of("/a"), "b")))
        .extracting(
            action ->
                Fingerprint.of(new Question(action, Asked.CWD, Asked.decision("r", "x"), "claude")))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("[0-9a-f]{64}"));
  }

  @Test
  void whatNobodyAnswersIsDeniedAndItsNextTryCanBeAllowed() throws Exception {
    assertThat(questions.ask(about("git push"), Duration.ofMillis(1))).isEmpty();

    assertThat(questions.list().waiting()).isEmpty();
    ShownQuestion denied = questions.list().denied().getFirst();
    assertThat(denied.waits()).isFalse();
    questions.answer(denied.id(), denied.fingerprint(), Answer.ALLOW_ONCE);

    assertThat(questions.ask(about("git push"), Asked.LONG)).contains(Answer.ALLOW_ONCE);
    assertThat(questions.answered(about("git push"))).isEmpty();
  }

  @Test
  void anAnswerToAQuestionThatHasExpiredDoesNotCount() throws Exception {
    CompletableFuture<ShownQuestion> seen = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                seen.complete(waiting(questions));
              } catch (Exception e) {
                seen.completeExceptionally(e);
              }
            });
    while (!seen.isDone()) {
      questions.ask(about("git push"), Duration.ofMillis(20));
    }
    ShownQuestion expired = seen.get();

    assertRefused(expired.id(), expired.fingerprint(), Answer.ALLOW_ONCE, "any more");
    assertThat(questions.answered(about("git push"))).isEmpty();
  }

  @Test
  void anAnswerThatIsSentTwiceCountsOnce() throws Exception {
    var answer = asking(questions, about("git push"));
    ShownQuestion shown = waiting(questions);
    questions.answer(shown.id(), shown.fingerprint(), Answer.ALLOW_ONCE);
    assertThat(answer.get()).isPresent();

    assertRefused(shown.id(), shown.fingerprint(), Answer.ALLOW_ONCE, "any more");
    var next = asking(questions, about("git push"));
    waiting(questions);
    assertRefused(shown.id(), shown.fingerprint(), Answer.ALLOW_ONCE, "any more");
    assertThat(next).isNotDone();
  }

  @Test
  void theIdOfOneActionAnswersNoOther() throws Exception {
    asking(questions, about("git push"));
    var other = asking(questions, about("git push --force"));
    QuestionList list = until(questions, now -> now.waiting().size() == 2);

    assertRefused(
        list.waiting().getFirst().id(),
        list.waiting().getLast().fingerprint(),
        Answer.ALLOW_ONCE,
        "another action");
    assertThat(other).isNotDone();
  }

  @Test
  void aHardDenialIsShownAndNobodyCanAllowIt() {
    Question hard =
        Question.ofHardDenial(
            new Action.Shell("rm -rf /"), Asked.CWD, Asked.decision("hard", "rm"), "claude");

    assertThat(questions.ask(hard, Asked.LONG)).isEmpty();

    ShownQuestion shown = questions.list().denied().getFirst();
    assertRefused(shown.id(), shown.fingerprint(), Answer.ALLOW_SESSION, "lets nobody allow");
    assertThat(questions.answered(hard)).isEmpty();
  }

  @Test
  void whatCantBeShownWholeCanBeDeniedOnly() throws Exception {
    questions.tell(about(LONG_TEXT));
    ShownQuestion shown = questions.list().denied().getFirst();

    assertThat(shown.whole()).isFalse();
    assertRefused(shown.id(), shown.fingerprint(), Answer.ALLOW_ONCE, "too long");
    questions.answer(shown.id(), shown.fingerprint(), Answer.DENY);

    assertThat(questions.answered(about(LONG_TEXT))).contains(Answer.DENY);
  }

  @Test
  void whoIsInterruptedHasNoAnswer() throws Exception {
    CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> answer.complete(questions.ask(about("git push"), Asked.LONG)));
    waiting(questions);

    thread.interrupt();

    assertThat(answer.get()).isEmpty();
    assertThat(questions.list().denied()).hasSize(1);
  }

  @Test
  void theEndOfTheSessionLeavesAllWithoutAnAnswer() throws Exception {
    var one = asking(questions, about("a"));
    var other = asking(questions, about("b"));
    until(questions, list -> list.waiting().size() == 2);

    questions.close();

    assertThat(one.get()).isEmpty();
    assertThat(other.get()).isEmpty();
    assertThat(questions.ask(about("c"), Asked.LONG)).isEmpty();
  }

  @Test
  void whatIsKeptIsBounded() {
    for (int i = 0; i < 300; i++) {
      questions.tell(about("echo " + i));
    }

    assertThat(questions.list().denied())
        .hasSize(50)
        .last()
        .extracting(ShownQuestion::text)
        .isEqualTo("echo 299");
  }

  @Test
  void whatFindsNoRoomIsDeniedAtOnce() throws Exception {
    List<CompletableFuture<Optional<Answer>>> tries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tries.add(asking(questions, about("echo " + i)));
    }
    until(questions, list -> list.waiting().size() == 200);

    assertThat(questions.ask(about("one more"), Asked.LONG)).isEmpty();

    questions.close();
    for (var one : tries) {
      assertThat(one.get()).isEmpty();
    }
  }

  private void assertRefused(String id, String fingerprint, Answer answer, String reason) {
    assertThatExceptionOfType(AnswerException.class)
        .isThrownBy(() -> questions.answer(id, fingerprint, answer))
        .satisfies(e -> assertThat(e.reason()).contains(reason))
        .satisfies(e -> assertThat(e.remedy()).isNotBlank());
  }
}
