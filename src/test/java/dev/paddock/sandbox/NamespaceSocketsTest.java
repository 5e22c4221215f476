package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.linux.Descriptor;
import dev.paddock.linux.Errno;
import dev.paddock.linux.LinuxException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A namespace whose init stage has made a listener, and sockets made there later. */
@Timeout(120)
class NamespaceSocketsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int PORT = 3000;

  private SandboxProcess process;
  private List<Descriptor> listeners;
  private NamespaceSockets sockets;

  @BeforeEach
  void prepare() throws Exception {
    process = TestChain.spawn();
    List<InitStep> steps =
        List.of(
            new InitStep.RaiseLoopback(),
            new InitStep.Listen("127.0.0.1", PORT, false),
            new InitStep.Listen("::1", PORT, false));
    Launch nothing = new Launch("/nowhere", List.of(), "", List.of(), new byte[0], List.of(), "");
    listeners = process.prepare(new InitPlan(steps, nothing));
    sockets =
        new NamespaceSockets("/usr/bin/nsenter", TestChain.java(SocketStage.class), process.pid());
  }

  @AfterEach
  void end() throws Exception {
    sockets.close();
    listeners.forEach(Descriptor::close);
    process.close();
    assertThat(process.await()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aServerInTheSessionIsReached(String literal) throws Exception {
    try (Descriptor connection = sockets.connect(InetAddress.ofLiteral(literal), PORT)) {
      int index = literal.equals("::1") ? 1 : 0;
      assertThat(listeners.get(index).isReadable(5000)).isTrue();
      assertThat(listeners.get(1 - index).isReadable(0)).isFalse();
      assertThat(connection.number()).isPositive();
    }
  }

  @Test
  void whereNobodyListensTheConnectionIsRefused() {
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> sockets.connect(LOOPBACK, PORT + 1))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ECONNREFUSED));
  }

  @Test
  void aListenerOfTheSessionIsReachedInTheSessionOnly() throws Exception {
    int port = PORT + 2;
    try (Descriptor listener = sockets.listen(LOOPBACK, port);
        Descriptor connection = sockets.connect(LOOPBACK, port)) {
      assertThat(listener.isReadable(5000)).isTrue();
      assertThat(connection.number()).isPositive();
      assertThat(java.nio.file.Files.readString(Path.of("/proc/self/net/tcp")))
          .doesNotContain("0100007F:0BBA");
    }
  }

  @Test
  void aPrivilegedPortCanBeListenedOn() throws Exception {
    try (Descriptor listener = sockets.listen(LOOPBACK, 443)) {
      assertThat(listener.number()).isPositive();
    }
  }

  @Test
  void anAddressThatIsTakenIsToldAsSuch() {
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> sockets.listen(LOOPBACK, PORT))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EADDRINUSE));
  }

  @Test
  void manyThreadsGetASocketEach() throws Exception {
    List<FutureTask<Descriptor>> tasks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      FutureTask<Descriptor> task = new FutureTask<>(() -> sockets.connect(LOOPBACK, PORT));
      tasks.add(task);
      Thread.ofVirtual().start(task);
    }
    List<Integer> numbers = new ArrayList<>();
    for (FutureTask<Descriptor> task : tasks) {
      Descriptor connection = task.get(60, TimeUnit.SECONDS);
      numbers.add(connection.number());
    }
    assertThat(numbers).doesNotHaveDuplicates().hasSize(100);
    for (FutureTask<Descriptor> task : tasks) {
      task.get().close();
    }
  }

  @Test
  void oneHelperServesAllAndEndsWhenItIsNoLongerNeeded() throws Exception {
    sockets.connect(LOOPBACK, PORT).close();
    sockets.connect(LOOPBACK, PORT).close();
    List<ProcessHandle> helpers = helpers();
    assertThat(helpers).hasSize(1);
    sockets.close();
    helpers.getFirst().onExit().get(30, TimeUnit.SECONDS);
    assertThat(helpers()).isEmpty();
    assertThatExceptionOfType(SandboxException.class)
        .isThrownBy(() -> sockets.connect(LOOPBACK, PORT));
  }

  @Test
  void aHelperThatWasKilledIsReplacedAfterOneError() throws Exception {
    sockets.connect(LOOPBACK, PORT).close();
    ProcessHandle helper = helpers().getFirst();
    helper.destroyForcibly();
    helper.onExit().get(30, TimeUnit.SECONDS);
    assertThatExceptionOfType(SandboxException.class)
        .isThrownBy(() -> sockets.connect(LOOPBACK, PORT))
        .withMessageContaining("ended");
    sockets.connect(LOOPBACK, PORT).close();
  }

  @Test
  void withoutNsenterTheErrorSaysWhatToInstall() {
    try (NamespaceSockets none =
        new NamespaceSockets("/nowhere/nsenter", List.of("java"), process.pid())) {
      assertThatExceptionOfType(SandboxException.class)
          .isThrownBy(() -> none.connect(LOOPBACK, PORT))
          .withMessageContaining("nsenter(1) is missing")
          .withMessageContaining("util-linux");
    }
  }

  @Test
  void aSessionThatIsOverIsToldAsSuch() {
    try (NamespaceSockets none =
        new NamespaceSockets(
            "/usr/bin/nsenter", TestChain.java(SocketStage.class), Integer.MAX_VALUE)) {
      assertThatExceptionOfType(SandboxException.class)
          .isThrownBy(() -> none.connect(LOOPBACK, PORT))
          .withMessageContaining("session is over");
    }
  }

  private static List<ProcessHandle> helpers() {
    return ProcessHandle.current()
        .children()
        .filter(child -> commandLine(child).contains(SocketStage.class.getName()))
        .toList();
  }

  /** Not ProcessHandle's, which gives up where a class path is longer than a page. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
