package dev.paddock.approval;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Effect;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Questions of tests, and tries that wait in threads of their own. */
final class Asked {
  static final Duration LONG = Duration.ofSeconds(30);
  static final Path CWD = Path.of("/project");

  private Asked() {}

  static Questions questions() {
    return new Questions(Effect::toString, QuestionEvents.NONE);
  }

  static Question about(String command) {
    return new Question(new Action.Shell(command), CWD, decision("git-push", command), "claude");
  }

  static Decision decision(String rule, String... started) {
    return new Decision(
        Verdict.ASK,
        rule,
        Enforcement.GATE,
        "it pushes to a protected branch",
        "A person can allow it.",
        List.of(new Effect.Starts(List.of(started))),
        List.of("the name comes from a page"));
  }

  /** Asks in a thread of its own. */
  static CompletableFuture<Optional<Answer>> asking(Questions questions, Question question) {
    CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(questions.ask(question, LONG)));
    return answer;
  }

  /** Waits until the list is as it should be. */
  static QuestionList until(Questions questions, Predicate<QuestionList> state) throws Exception {
    QuestionList list = questions.list();
    long end = System.nanoTime() + LONG.toNanos();
    while (!state.test(list)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never became so: " + list);
      }
      Thread.sleep(5);
      list = questions.list();
    }
    return list;
  }

  static ShownQuestion waiting(Questions questions) throws Exception {
    return until(questions, list -> !list.waiting().isEmpty()).waiting().getFirst();
  }
}
