package dev.paddock.approval;

import static dev.paddock.approval.Asked.about;
import static dev.paddock.approval.Asked.asking;
import static dev.paddock.approval.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.paddock.action.Action;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The socket, its owner's client, and what attacks it. */
class QuestionServerTest {
  @TempDir private Path folder;
  private Path socket;
  private final Questions questions = Asked.questions();
  private QuestionServer server;
  private QuestionClient client;

  @BeforeEach
  void start() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    socket = folder.resolve("s.ask");
    server = QuestionServer.start(socket, questions);
    client = new QuestionClient(socket);
  }

  @AfterEach
  void end() throws Exception {
    server.close();
    questions.close();
  }

  @Test
  void aQuestionIsListedAndAnsweredFromOutside() throws Exception {
    var answer = asking(questions, about("git push \u202e\ud800 ü"));
    waiting(questions);

    QuestionList list = client.list();

    assertThat(list).isEqualTo(questions.list());
    client.answer(list.waiting().getFirst(), Answer.ALLOW_ONCE);
    assertThat(answer.get()).contains(Answer.ALLOW_ONCE);
    assertThat(client.list().waiting()).isEmpty();
  }

  @Test
  void aRefusalIsToldWithItsReasonAndRemedy() throws Exception {
    questions.tell(
        Question.ofHardDenial(
            new Action.Shell("x"), Asked.CWD, Asked.decision("hard", "x"), "claude"));
    ShownQuestion hard = client.list().denied().getFirst();

    assertThatExceptionOfType(AnswerException.class)
        .isThrownBy(() -> client.answer(hard, Answer.ALLOW_ONCE))
        .withMessageContaining("lets nobody allow")
        .withMessageContaining("do it yourself");
  }

  @Test
  void theLongestQuestionThereCanBeIsTold() throws Exception {
    String text = "\u0001\u202e".repeat(ShownQuestion.LONGEST_TEXT);
    questions.tell(
        new Question(
            new Action.Shell(text),
            Asked.CWD,
            Asked.decision(text.substring(0, 1_000), text),
            text));

    assertThat(client.list()).isEqualTo(questions.list());
  }

  @Test
  void theSocketIsItsOwnersAlone() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFolderThatOthersCanEnterIsRefused() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x--x"));

    assertThatIOException()
        .isThrownBy(() -> QuestionServer.start(folder.resolve("t.ask"), questions))
        .withMessageContaining("chmod 700");
  }

  @Test
  void aFolderWhosePathIsTooLongForASocketIsServedAllTheSame() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("a".repeat(100)).resolve("b".repeat(100)));
    Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString("rwx------"));
    Path far = deep.resolve("s.ask");
    questions.tell(about("git push"));
    try (var _ = QuestionServer.start(far, questions)) {
      assertThat(new QuestionClient(far).list()).isEqualTo(questions.list());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(far)))
          .isEqualTo("rw-------");
    }
    assertThat(far).doesNotExist();
  }

  @Test
  void aNameThatIsTooLongForASocketIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> QuestionServer.start(folder.resolve("x".repeat(120)), questions))
        .withMessageContaining("too long for a socket");
  }

  @Test
  void anotherUsersProcessGetsNothing() throws Exception {
    UserPrincipal other = () -> "somebody-else";
    Path theirs = folder.resolve("theirs.ask");
    try (var _ = QuestionServer.start(theirs, questions, other, QuestionServer.Bounds.USUAL)) {
      assertThatIOException().isThrownBy(() -> new QuestionClient(theirs).list());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "GET / HTTP/1.1",
        "{\"do\":\"list\"",
        "{\"do\":\"list\"} {\"do\":\"list\"}",
        "{\"do\":\"list\",\"do\":\"list\"}",
        "{\"do\":\"list\",\"more\":1}",
        "{\"do\":\"allow-everything\"}",
        "{\"do\":1}",
        "{\"do\":\"await\",\"version\":1}",
        "{\"do\":\"answer\"}",
        "{\"do\":\"answer\",\"id\":\"ID\",\"fingerprint\":\"PRINT\",\"answer\":\"allow\"}",
        "{\"do\":\"answer\",\"id\":\"ID\",\"fingerprint\":\"PRINT\",\"answer\":true}",
        "{\"do\":\"answer\",\"id\":\"ID\",\"fingerprint\":null,\"answer\":\"allow-once\"}",
        "{\"do\":\"answer\",\"id\":\"ID\",\"answer\":\"allow-once\"}",
        "{\"do\":\"answer\",\"id\":\"ID\",\"fingerprint\":\"\",\"answer\":\"allow-once\"}",
        "{\"do\":\"answer\",\"id\":\"\",\"fingerprint\":\"PRINT\",\"answer\":\"allow-once\"}",
        "{\"do\":\"answer\",\"id\":\"ID\",\"fingerprint\":\"prinT\",\"answer\":\"allow-once\"}"
      })
  void whatIsNoAnswerToWhatWasShownIsRefused(String line) throws Exception {
    var answer = asking(questions, about("git push"));
    ShownQuestion shown = waiting(questions);

    String reply =
        send(line.replace("ID", shown.id()).replace("PRINT", shown.fingerprint()) + "\n");

    assertThat(reply).startsWith("{\"refused\":").hasLineCount(1);
    assertThat(answer).isNotDone();
    assertThat(client.list().waiting()).hasSize(1);
  }

  @Test
  void aLineWithoutAnEndIsNotReadForEver() throws Exception {
    assertThat(send("x".repeat(Wire.LONGEST_REQUEST + 1))).contains("longer than");
    assertThat(send("x".repeat(20_000_000))).doesNotContain("waiting");
    assertThat(send("[".repeat(1_000) + "\n")).startsWith("{\"refused\":");
    assertThat(client.list().waiting()).isEmpty();
  }

  @Test
  void randomBytesChangeNothing() throws Exception {
    var answer = asking(questions, about("git push"));
    waiting(questions);
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(1, 400)];
      random.nextBytes(bytes);
      bytes[bytes.length - 1] = '\n';
      assertThat(send(bytes)).startsWith("{\"refused\":");
    }
    assertThat(answer).isNotDone();
    assertThat(client.list().waiting()).hasSize(1);
  }

  @Test
  void whoSendsNothingOrReadsNothingIsLeft() throws Exception {
    Path other = folder.resolve("t.ask");
    var bounds = new QuestionServer.Bounds(4, Duration.ofSeconds(3));
    UserPrincipal self = Files.getOwner(socket);
    for (int i = 0; i < 40; i++) {
      questions.tell(about(i + "\u0001".repeat(10_000)));
    }
    List<SocketChannel> idle = new ArrayList<>();
    try (var _ = QuestionServer.start(other, questions, self, bounds)) {
      for (int i = 0; i < 4; i++) {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        idle.add(channel);
        channel.connect(UnixDomainSocketAddress.of(other));
        if (i % 2 == 0) {
          channel.write(ByteBuffer.wrap("{\"do\":\"list\"}\n".getBytes(StandardCharsets.US_ASCII)));
        }
      }
      assertThat(new QuestionClient(other).list().denied()).hasSize(40);
    } finally {
      for (SocketChannel channel : idle) {
        channel.close();
      }
    }
  }

  @Test
  void twoHundredClientsAtOnceGetOneActionThrough() throws Exception {
    var answer = asking(questions, about("git push"));
    ShownQuestion shown = waiting(questions);
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.list();
                      client.answer(shown, Answer.ALLOW_ONCE);
                      taken.incrementAndGet();
                    } catch (AnswerException e) {
                      refused.incrementAndGet();
                    } catch (IOException e) {
                      failed.incrementAndGet();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(taken).hasValue(1);
    assertThat(refused).hasValue(199);
    assertThat(failed).hasValue(0);
    assertThat(answer.get()).contains(Answer.ALLOW_ONCE);
    assertThat(questions.answered(about("git push"))).isEmpty();
  }

  @Test
  void whatIsClosedLeavesNoSocket() throws Exception {
    server.close();

    assertThat(socket).doesNotExist();
    assertThatIOException().isThrownBy(client::list).withMessageContaining("paddock ask");
  }

  private String send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  private String send(byte[] bytes) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  channel.write(ByteBuffer.wrap(bytes));
                } catch (IOException e) {
                  // The server has had enough.
                }
              });
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketException e) {
      return ""; // what was not read is thrown away with the connection
    }
  }
}
