package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Effect;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import dev.paddock.approval.Answer;
import dev.paddock.approval.Question;
import dev.paddock.approval.QuestionEvents;
import dev.paddock.approval.QuestionServer;
import dev.paddock.approval.Questions;
import dev.paddock.approval.ShownQuestion;
import dev.paddock.gate.Effects;
import dev.paddock.session.Caller;
import dev.paddock.session.SessionException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command, against the socket of a session that runs in this very process. */
class AskCommandTest {
  private static final String SESSION = "20260101-120000-aaaaaa";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path home;
  private Path running;
  private final StringWriter out = new StringWriter();
  private final Questions questions = new Questions(Effects::shown, QuestionEvents.NONE);
  private QuestionServer server;

  @BeforeEach
  void run() throws Exception {
    running = home.resolve("state/paddock/running");
    Files.createDirectories(running);
    Files.setPosixFilePermissions(running, PosixFilePermissions.fromString("rwx------"));
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    Files.writeString(running.resolve(SESSION), ProcessHandle.current().pid() + " " + start);
    server = QuestionServer.start(running.resolve(SESSION + ".ask"), questions);
  }

  @AfterEach
  void end() throws Exception {
    server.close();
    questions.close();
  }

  @Test
  void whatWaitsIsListedWithEffectsRuleReasonAndEvidence() throws Exception {
    asking("git push --force\u001b[2J\nrule: none");
    ShownQuestion shown = waiting();

    ask();

    assertThat(out.toString().lines())
        .contains(
            "  | git push --force?[2J",
            "  | rule: none",
            "  ! It holds characters that can't be shown; they are ? above.",
            "  shell in /project",
            "  rule: git-force-push (gate)",
            "  why: it overwrites a branch",
            "  effect: starts git push",
            "  evidence: its name comes from a page",
            "  what would change it: A person can allow it.")
        .anyMatch(line -> line.startsWith(shown.id() + "  claude in session " + SESSION));
    assertThat(questions.list().waiting()).hasSize(1);
  }

  @Test
  void withoutAnyQuestionThatIsSaid() throws Exception {
    ask();
    ask("--denied");
    Files.delete(running.resolve(SESSION));
    ask();

    assertThat(out.toString().lines())
        .containsExactly(
            "Nothing waits for you.", "Nothing was denied lately.", "Nothing waits for you.");
    assertThat(running.resolve(SESSION + ".ask")).as("of a session that runs").exists();
  }

  @Test
  void programsGetJson() throws Exception {
    asking("git push");
    ShownQuestion shown = waiting();

    ask("--json");

    JsonNode rows = new JsonMapper().readTree(out.toString());
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("session").asString()).isEqualTo(SESSION);
    assertThat(rows.get(0).get("id").asString()).isEqualTo(shown.id());
    assertThat(rows.get(0).get("fingerprint").asString()).isEqualTo(shown.fingerprint());
    assertThat(rows.get(0).get("text").asString()).isEqualTo("git push");
    assertThat(rows.get(0).get("effects").get(0).asString()).isEqualTo("starts git push");
  }

  @Test
  void onceAndForTheSessionAndDenyAreAnswered() throws Exception {
    Map<List<String>, Answer> answers =
        Map.of(
            List.of("--allow"), Answer.ALLOW_ONCE,
            List.of("--session", "--allow"), Answer.ALLOW_SESSION,
            List.of("--deny"), Answer.DENY);
    for (var entry : answers.entrySet()) {
      var answer = asking("git push " + entry.getValue());
      String[] arguments =
          Stream.concat(entry.getKey().stream(), Stream.of(waiting().id())).toArray(String[]::new);

      ask(arguments);

      assertThat(answer.get()).contains(entry.getValue());
    }
  }

  @Test
  void alwaysWritesARuleForExactlyThisCommand() throws Exception {
    var answer = asking("npm publish --dry-run");

    ask("--always", "--allow", waiting().id(), SESSION);

    assertThat(answer.get()).contains(Answer.ALLOW_SESSION);
    assertThat(home.resolve("config/paddock/profile.toml"))
        .hasContent("[permissions]\nallow = [\"Bash(npm publish --dry-run)\"]\n");
    assertThat(out.toString()).contains("Written to ").contains("Bash(npm publish --dry-run)");
  }

  @Test
  void whatHasNoExactRuleIsNotAllowedByAlways() throws Exception {
    var answer = asking("rm -rf build/*");
    String id = waiting().id();

    assertThatIOException()
        .isThrownBy(() -> ask("--always", "--allow", id))
        .withMessageContaining("plain words")
        .withMessageContaining("Allow it once");

    assertThat(answer).isNotDone();
    assertThat(home.resolve("config/paddock/profile.toml")).doesNotExist();
  }

  @Test
  void aProfileThatCantBeEditedIsLeftAndNothingIsAllowed() throws Exception {
    Path profile = home.resolve("config/paddock/profile.toml");
    Files.createDirectories(profile.getParent());
    Files.writeString(profile, "permissions.import = true\n");
    var answer = asking("npm publish");
    String id = waiting().id();

    assertThatIOException()
        .isThrownBy(() -> ask("--always", "--allow", id))
        .withMessageContaining("Add it by hand: allow = [\"Bash(npm publish)\"]");

    assertThat(answer).isNotDone();
    assertThat(profile).hasContent("permissions.import = true\n");
  }

  @Test
  void whatWasDeniedLatelyIsListedAndItsNextTryCanBeAllowed() throws Exception {
    questions.tell(question("git push"));

    ask("--denied");
    ask("--allow", questions.list().denied().getFirst().id());

    assertThat(out.toString()).contains("  | git push").contains("for its next try");
    assertThat(questions.answered(question("git push"))).contains(Answer.ALLOW_ONCE);
  }

  @Test
  void aHardDenialIsNotAllowed() {
    questions.tell(
        Question.ofHardDenial(
            new Action.Shell("rm -rf /"), Path.of("/project"), decision(), "claude"));
    String id = questions.list().denied().getFirst().id();

    for (String how : List.of("--session", "--always")) {
      assertThatIOException()
          .isThrownBy(() -> ask(how, "--allow", id))
          .withMessageContaining("lets nobody allow");
    }
  }

  @Test
  void anIdThatNobodyKnowsIsAnErrorWithARemedy() {
    assertThatIOException()
        .isThrownBy(() -> ask("--allow", "nobody\u001b"))
        .withMessageContaining("No question has the ID nobody? now")
        .withMessageContaining("--denied");
  }

  @Test
  void aSessionThatDoesNotRunIsAnError() {
    assertThatExceptionOfType(SessionException.class)
        .isThrownBy(() -> ask("20200101-000000-bbbbbb"))
        .withMessageContaining(SESSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--allow a --deny b",
        "--session",
        "--always",
        "--always --deny a",
        "--allow a --session --always",
        "--watch --allow a",
        "--denied --deny a",
        "--watch --denied"
      })
  void whatMakesNoSenseIsAnErrorOfUsage(String arguments) {
    assertThatExceptionOfType(CommandLine.ParameterException.class)
        .isThrownBy(() -> ask(arguments.split(" ", -1)));
  }

  @Test
  void aPersonAtATerminalIsAskedOneAfterTheOther() throws Exception {
    var first = asking("git push 1");
    until(1);
    var second = asking("git push 2");
    until(2);
    var third = asking("git push *");
    until(3);

    talk("o", "what?", "s", "a", "d");

    assertThat(first.get()).contains(Answer.ALLOW_ONCE);
    assertThat(second.get()).contains(Answer.ALLOW_SESSION);
    assertThat(third.get()).contains(Answer.DENY);
    assertThat(out.toString())
        .contains("Type o, s, a, d, or nothing.")
        .contains("! No rule means exactly this");
  }

  @Test
  void enterLeavesAQuestionAndTheEndOfInputAllOfThem() throws Exception {
    var first = asking("git push 1");
    until(1);
    var second = asking("git push 2");
    until(2);

    talk("");

    assertThat(out.toString()).contains("git push 2");
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
  }

  @Test
  void whatWasTypedBeforeAQuestionWasShownDoesNotAnswerIt() throws Exception {
    var answer = asking("git push");
    waiting();

    talk(new ByteArrayInputStream("o\no\no\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(answer).isNotDone();
  }

  @Test
  void anAnswerThatComesTooLateIsToldAndCountsForNothing() throws Exception {
    var answer = asking("git push");
    ShownQuestion shown = waiting();

    talk(
        new Typed("o") {
          @Override
          public int read(byte[] bytes, int from, int length) {
            try {
              questions.answer(shown.id(), shown.fingerprint(), Answer.DENY);
            } catch (Exception e) {
              assertThat(e).hasMessageContaining("any more");
            }
            return super.read(bytes, from, length);
          }
        });

    assertThat(answer.get()).contains(Answer.DENY);
    assertThat(out.toString()).contains("! Nothing waits for an answer");
  }

  @Test
  void whoWatchesSeesEachQuestionOnceUntilTheSessionEnds() throws Exception {
    CompletableFuture<Void> watching = new CompletableFuture<>();
    asking("git push 1");
    waiting();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ask("--watch", "--json", SESSION);
                watching.complete(null);
              } catch (Exception e) {
                watching.completeExceptionally(e);
              }
            });
    asking("git push 2");
    while (out.toString().lines().count() < 2) {
      Thread.sleep(20);
    }
    Thread.sleep(1_200);
    Files.delete(running.resolve(SESSION));

    watching.get();

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{").contains("\"git push 1\""),
            line -> assertThat(line).startsWith("{").contains("\"git push 2\""));
  }

  /** Gives one line whenever somebody waits for one. */
  private static class Typed extends InputStream {
    private final Deque<String> lines;

    Typed(String... lines) {
      this.lines = new ArrayDeque<>(List.of(lines));
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (lines.isEmpty()) {
        return -1;
      }
      byte[] line = (lines.removeFirst() + "\n").getBytes(StandardCharsets.UTF_8);
      System.arraycopy(line, 0, bytes, from, line.length);
      return line.length;
    }
  }

  private CompletableFuture<Optional<Answer>> asking(String command) {
    CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(questions.ask(question(command), LONG)));
    return answer;
  }

  private ShownQuestion waiting() throws Exception {
    until(1);
    return questions.list().waiting().getFirst();
  }

  private void until(int number) throws Exception {
    while (questions.list().waiting().size() < number) {
      Thread.sleep(5);
    }
  }

  private static Question question(String command) {
    return new Question(new Action.Shell(command), Path.of("/project"), decision(), "claude");
  }

  private static Decision decision() {
    return new Decision(
        Verdict.ASK,
        "git-force-push",
        Enforcement.GATE,
        "it overwrites a branch",
        "A person can allow it.",
        List.of(new Effect.Starts(List.of("git", "push"))),
        List.of("its name comes from a page"));
  }

  private void ask(String... arguments) throws Exception {
    run(InputStream.nullInputStream(), List.of(), arguments);
  }

  private void talk(String... lines) throws Exception {
    talk(new Typed(lines));
  }

  private void talk(InputStream typed) throws Exception {
    run(typed, List.of(0, 1), new String[0]);
  }

  private void run(InputStream typed, List<Integer> terminals, String... arguments)
      throws Exception {
    AskCommand command = new AskCommand(typed);
    Caller caller =
        new Caller(
            0,
            0,
            home,
            home,
            Map.of(
                "XDG_STATE_HOME", home.resolve("state").toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString()),
            terminals);
    PrintWriter writer = new PrintWriter(out, true);
    command.run(new CommandLine(command.spec()).parseArgs(arguments), caller, writer);
    writer.flush();
  }
}
