package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Verdict;
import dev.paddock.gate.Asker;
import dev.paddock.gate.Gate;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookServerTest {
  private static final String QUESTION =
      "{\"hook_event_name\":\"PreToolUse\",\"cwd\":\"/repo/p\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"%s\"}}";
  private static final Gate DECIDES =
      (action, _) ->
          Asked.decision(action.equals(new Action.Shell("ls")) ? Verdict.ALLOW : Verdict.DENY);

  private final Asked asked = new Asked();
  @TempDir private Path folder;
  private HookServer server;

  private void start(Gate gate, Duration arrival, Duration decision) throws IOException {
    server =
        HookServer.start(
            socket(),
            "This is the gate.",
            new HookDesk(gate, asked, false, new HookDesk.Patience(decision, decision)),
            new HookServer.Bounds(64, 64 * 1_024, arrival));
  }

  private void start() throws IOException {
    start(DECIDES, Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  private Path socket() {
    return folder.resolve("s");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Sends as it is, and returns everything that comes until the end. */
  private String send(String text) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  private String ask(String command) throws IOException {
    return send(post("/hook/claude", QUESTION.formatted(command)));
  }

  @Test
  void aQuestionIsAnswered() throws Exception {
    start();

    assertThat(ask("ls")).startsWith("HTTP/1.1 200 OK\r\n").contains("\"allow\"");
    assertThat(ask("rm")).contains("\"deny\"").contains("The reason. The remedy. (rule some-rule");
    assertThat(asked.decisions).hasSize(2);
  }

  @Test
  void commandHooksGetLines() throws Exception {
    start();

    assertThat(send(post("/hook/codex/command", QUESTION.formatted("rm"))))
        .endsWith(
            "\r\n\r\nexit 2\nout \nerr Paddock denied this: The reason. The remedy. (rule some-rule, gate)\nend\n");
    assertThat(HookClient.ask(socket(), "codex", QUESTION.formatted("ls").getBytes()))
        .isEqualTo(new HookAnswer(0, "", ""));
  }

  @Test
  void manyHundredAtOnceGetTheirOwnAnswers() throws Exception {
    start();
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 600; i++) {
        String command = i % 3 == 0 ? "ls" : "rm" + i;
        answers.add(threads.submit(() -> ask(command)));
      }
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get()).contains(i % 3 == 0 ? "\"allow\"" : "\"deny\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: paddock.internal\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\nHost: paddock.internal\n\n",
        "GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: paddock.internal\r\nHost: paddock.internal\r\n\r\n",
        "GET /hook/claude HTTP/1.1\r\nHost: paddock.internal\r\n\r\n",
        "POST /hook/claude/before HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: 0\r\n\r\n",
        "POST /hook/claude/after/after HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: 0\r\n\r\n",
        "POST /hook/nobody HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: 0\r\n\r\n",
        "POST /hook/claude HTTP/1.1\r\nHost: paddock.internal\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /hook/claude HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: -1\r\n\r\n",
        "POST /hook/claude HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "POST /hook/claude HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: 99999999\r\n\r\n",
        "POST /hook/claude HTTP/1.1\r\nHost: paddock.internal\r\n : x\r\n\r\n"
      })
  void whatIsNoProperRequestIsRefused(String request) throws Exception {
    start();

    assertThat(send(request)).startsWith("HTTP/1.1 4").doesNotContain("allow");
    assertThat(asked.decisions).isEmpty();
  }

  @Test
  void aHeadWithoutEndIsRefused() throws Exception {
    start();

    // Exactly what is read: what is left unread when a socket closes resets it.
    String start = "GET / HTTP/1.1\r\nx: ";
    assertThat(send(start + "y".repeat(16 * 1_024 - start.length()))).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void aBodyThatIsNoQuestionIsDenied() throws Exception {
    start();

    assertThat(send(post("/hook/claude", "junk"))).contains("\"deny\"", "hook-input");
    assertThat(send(post("/hook/claude", ""))).contains("\"deny\"");
    assertThat(asked.refusals).hasSize(2);
  }

  @Test
  void whatFollowsAQuestionIsNotAnswered() throws Exception {
    start();
    String twice = post("/hook/claude", QUESTION.formatted("ls"));

    assertThat(send(twice + twice).split("HTTP/1.1 200")).hasSize(2);
    assertThat(asked.decisions).hasSize(1);
  }

  @Test
  void aSlowClientIsCutOffAndOthersAreServed() throws Exception {
    start(DECIDES, Duration.ofMillis(200), Duration.ofSeconds(20));
    List<SocketChannel> slow = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
      channel.write(ByteBuffer.wrap("POST /hook/claude HTTP/1.1\r\n".getBytes()));
      slow.add(channel);
    }

    assertThat(ask("ls")).contains("\"allow\"");
    for (SocketChannel channel : slow) {
      assertThat(channel.read(ByteBuffer.allocate(100))).isEqualTo(-1);
      channel.close();
    }
  }

  @Test
  void aGateThatThrowsDenies() throws Exception {
    start(
        (_, _) -> {
          throw new StackOverflowError();
        },
        Duration.ofSeconds(20),
        Duration.ofSeconds(20));

    assertThat(ask("ls")).contains("\"deny\"").contains("a fault of Paddock's");
  }

  @Test
  void whatIsDecidedTooLateIsDenied() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    start(
        (_, _) -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Asked.decision(Verdict.ALLOW);
        },
        Duration.ofSeconds(20),
        Duration.ofMillis(50));

    assertThat(ask("ls")).contains("\"deny\"").contains("not decided in time");
  }

  @Test
  void whenTheSessionHasEndedNothingIsAllowed() throws Exception {
    HookDesk desk = new HookDesk(DECIDES, asked, false, HookDesk.Patience.USUAL);
    desk.close();
    start();

    assertThat(
            desk.answer(
                    new HookPath(Asked.agent("claude"), false, false),
                    QUESTION.formatted("ls").getBytes())
                .out())
        .contains("\"deny\"");
  }

  private static String told(String text) {
    return "{\"hook_event_name\":\"PostToolUse\",\"cwd\":\"/repo/p\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls\"},\"tool_response\":\""
        + text
        + "\"}";
  }

  @Test
  void whatIsToldIsAnsweredWithAWarningOrNothing() throws Exception {
    start(new Listening(), Duration.ofSeconds(20), Duration.ofSeconds(20));

    assertThat(send(post("/hook/claude/after", told("fine")))).endsWith("\r\n\r\n{}\n");
    assertThat(send(post("/hook/claude/after", told("evil")))).contains(Listening.WARNING);
    assertThat(send(post("/hook/codex/after/command", told("fine"))))
        .endsWith("\r\n\r\nexit 0\nout \nerr \nend\n");
    assertThat(send(post("/hook/codex/after/command", told("evil"))))
        .contains("\r\n\r\nexit 0\nout {", Listening.WARNING)
        .endsWith("}\nerr \nend\n");
  }

  @Test
  void aLargeResultIsLookedAtAndATooLargeOneIsPassedOver() throws Exception {
    Listening gate = new Listening();
    start(gate, Duration.ofSeconds(20), Duration.ofSeconds(20));

    assertThat(send(post("/hook/claude/after", told("x".repeat(7 << 20) + "evil"))))
        .contains(Listening.WARNING);
    String head = "POST /hook/%s HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: %d\r\n\r\n";
    assertThat(send(head.formatted("claude/after", HookInput.LONGEST + 1)))
        .startsWith("HTTP/1.1 413 ");
    assertThat(asked.passedOver).containsExactly("it is longer than 8 MiB");
    assertThat(asked.refusals).isEmpty();
    assertThat(send(head.formatted("claude", HookInput.LONGEST + 1))).startsWith("HTTP/1.1 413 ");
    assertThat(asked.refusals).containsExactly("it is longer than 8 MiB");
  }

  @Test
  @Timeout(60)
  void whatDoesNotArriveAsAWholeIsPassedOver() throws Exception {
    start(DECIDES, Duration.ofMillis(100), Duration.ofSeconds(20));
    String whole = post("/hook/claude/after", told("x"));

    assertThat(send(whole.substring(0, whole.length() - 1))).isEmpty();
    // The client is cut off a moment before the server sees it.
    while (asked.passedOver.isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(asked.passedOver).containsExactly("it did not arrive as a whole");
  }

  @Test
  void aGateThatHangsOrThrowsBlocksNothingThatIsTold() throws Exception {
    start(
        new Gate() {
          @Override
          public Decision decide(Action action, Path cwd) {
            throw new IllegalStateException();
          }

          @Override
          public Optional<String> came(Action action, Path cwd, String text, Asker asker) {
            if (text.equals("hang")) {
              LockSupport.park();
            }
            throw new IllegalStateException();
          }
        },
        Duration.ofSeconds(20),
        Duration.ofMillis(50));

    assertThat(send(post("/hook/claude/after", told("hang")))).endsWith("\r\n\r\n{}\n");
    assertThat(send(post("/hook/claude/after", told("throw")))).endsWith("\r\n\r\n{}\n");
    assertThat(asked.passedOver).hasSize(2);
    assertThat(ask("ls")).contains("\"deny\"");
  }

  @Test
  void whoeverAsksIsToldWhatThisIs() throws Exception {
    start();

    assertThat(send("GET / HTTP/1.1\r\nHost: paddock.internal\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("This is the gate.\n");
    assertThat(Files.exists(socket())).isTrue();
  }
}
