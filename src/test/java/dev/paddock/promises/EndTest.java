package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever part is killed, everything inside ends, and nothing is left on the disk. */
@AsEveryCaller
class EndTest {
  private static final String HEARTBEATS =
      "setsid nohup bash -c 'while :; do echo beat >>beats; sleep 0.05; done' >/dev/null 2>&1 &"
          + " (setsid sleep 1000 &) ; while [ ! -s beats ]; do sleep 0.05; done;"
          + " echo ready; while :; do sleep 1; done";

  @AutoClose private final Scene scene;
  private List<String> before = List.of();

  EndTest(Caller caller) {
    scene = new Scene(caller);
  }

  @BeforeEach
  void remember() throws Exception {
    scene.write("~/.m2/repository/warm", "warm");
    scene.write(".env", "hidden");
    scene.write("sub/dir/secrets/key", "hidden");
    scene.write(".vscode/tasks.json", "{}");
    scene.inside("true", "--hide", ".env", "--hide", "secrets/").end().ended(0);
    before = files();
  }

  @Test
  void nothingIsLeftAfterASessionThatEnded() throws Exception {
    scene
        .inside(
            "echo x >/tmp/x; echo y >~/y; echo z >~/.m2/repository/z; cat .env; ls .git .idea .mcp.json",
            "--hide",
            ".env",
            "--hide",
            "secrets/")
        .end();

    requireNothingLeft();
  }

  @Test
  void everythingEndsWhenTheCommandEnds() throws Exception {
    Result result = scene.inside("setsid nohup sleep 1000 >/dev/null 2>&1 & exit 3").end();

    assertThat(result.status()).isEqualTo(3);
    requireNothingLeft();
  }

  @Test
  void everythingEndsWhenTheSupervisorIsKilled() throws Exception {
    Running running = start();
    running.signal("KILL");
    running.end();

    requireNothingLeft();
  }

  @Test
  void everythingEndsWhenBubblewrapIsKilled() throws Exception {
    Running running = start();
    ProcessHandle bubblewrap = bubblewraps(running).getFirst();
    bubblewrap.destroyForcibly();

    assertThat(running.end().status()).isNotZero();
    requireNothingLeft();
  }

  @Test
  void everythingEndsWhenTheFirstProcessInsideIsKilled() throws Exception {
    Running running = start();
    bubblewraps(running).getLast().destroyForcibly();

    assertThat(running.end().status()).isNotZero();
    requireNothingLeft();
  }

  @Test
  void everythingEndsWhenAllChildrenOfTheSupervisorAreKilled() throws Exception {
    Running running = start();
    running.handle().children().forEach(ProcessHandle::destroyForcibly);

    assertThat(running.end().status()).isNotZero();
    requireNothingLeft();
  }

  @Test
  void nothingIsLeftWhenTheSupervisorIsKilledAtAnyMomentOfItsStart() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 10; i++) {
      Running running = scene.inside("sleep 1000", "--hide", ".env", "--hide", "secrets/").start();
      Thread.sleep(random.nextInt(700));
      running.signal("KILL");
      running.end();
      requireNothingLeft();
    }
  }

  /**
   * The moment that chance seldom finds: bubblewrap's child is making its mounts and is not bound
   * to anybody's life yet. A window of microseconds is left that is bubblewrap's own: it dies with
   * its parent before it has told its child to go on, which then waits for ever; nothing of the
   * session's has run in it. It may be hit once, and no oftener.
   */
  @Test
  void nothingIsLeftWhenTheSupervisorIsKilledWhileTheMountsAreMade() throws Exception {
    int stranded = 0;
    for (int i = 0; i < 8; i++) {
      Running running = scene.inside("sleep 1000").start();
      Optional<ProcessHandle> child = awaitChildOfBubblewrap(running);
      running.handle().destroyForcibly();
      stranded += endIfStranded(child) ? 1 : 0;
      running.end();
      requireNothingLeft();
    }
    assertThat(stranded).as("children that wait for a bubblewrap that is gone").isLessThan(2);
  }

  /** Ends a child that nobody is going to wake any more; whether it was one. */
  private static boolean endIfStranded(Optional<ProcessHandle> child) throws Exception {
    if (child.isEmpty()) {
      return false;
    }
    long end = System.nanoTime() + 5_000_000_000L;
    while (child.get().isAlive() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return child.get().isAlive() && child.get().destroyForcibly();
  }

  /** Asks the kernel in a tight loop: bubblewrap needs but a few milliseconds for its mounts. */
  private static Optional<ProcessHandle> awaitChildOfBubblewrap(Running running) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    Optional<ProcessHandle> chain = Optional.empty();
    while (System.nanoTime() < end) {
      if (chain.isEmpty()) {
        chain = running.handle().children().findFirst();
      } else {
        String children = text(childrenOf(chain.get().pid())).strip();
        if (!children.isEmpty()) {
          return ProcessHandle.of(Long.parseLong(children.split(" ", 2)[0]));
        }
      }
    }
    throw new AssertionError("bubblewrap did not start a process");
  }

  private static Path childrenOf(long pid) {
    return Path.of("/proc/" + pid + "/task/" + pid + "/children");
  }

  private Running start() throws Exception {
    Running running = scene.inside(HEARTBEATS, "--hide", ".env", "--hide", "secrets/").start();
    running.awaitOut("ready");
    assertThat(processes()).hasSizeGreaterThan(4);
    return running;
  }

  /** The one outside, then the first process inside. */
  private static List<ProcessHandle> bubblewraps(Running running) {
    List<ProcessHandle> found =
        running
            .handle()
            .descendants()
            .filter(p -> p.info().command().filter(c -> c.endsWith("/bwrap")).isPresent())
            .sorted()
            .toList();
    assertThat(found).hasSizeGreaterThanOrEqualTo(2);
    return found;
  }

  private void requireNothingLeft() throws Exception {
    Eventually.is(
        "the end of everything inside", () -> processes().isEmpty(), () -> "" + processes());
    Files.deleteIfExists(scene.path("beats"));
    assertThat(files()).isEqualTo(before);
  }

  /** Processes that were started from the scene: its folder is in their environment. */
  private List<String> processes() {
    String mark = scene.home().toString();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(p -> p.getFileName().toString().matches("\\d+"))
          .filter(p -> !p.endsWith(Long.toString(ProcessHandle.current().pid())))
          .filter(p -> text(p.resolve("environ")).contains(mark))
          .map(p -> p + " " + text(p.resolve("cmdline")))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended, or is somebody else's
    }
  }

  /** Everything in HOME, Paddock's own folders left out, and what the caller has in /tmp. */
  private List<String> files() throws IOException {
    Path home = scene.home();
    Stream<String> inHome;
    try (Stream<Path> files = Files.walk(home)) {
      inHome =
          files
              .filter(p -> !p.startsWith(home.resolve(".local/state/paddock")))
              .filter(p -> !p.startsWith(home.resolve(".local/share/paddock")))
              .map(p -> p + (Files.isRegularFile(p) ? ": " + text(p) : ""))
              .toList()
              .stream();
    }
    return Stream.concat(inHome, inSharedFolders().stream()).sorted().toList();
  }

  /** Only an ordinary user's: root's may be other programs'. */
  private List<String> inSharedFolders() throws IOException {
    if (!scene.caller().isSomebodyElse()) {
      return List.of();
    }
    List<String> found = new java.util.ArrayList<>();
    for (String folder : List.of("/tmp", "/var/tmp", "/dev/shm")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(f -> !f.equals(scene.folder())).toList()) {
          if (isCallers(file)) {
            found.add(file.toString());
          }
        }
      }
    }
    return found;
  }

  private boolean isCallers(Path file) {
    try {
      return Files.getAttribute(file, "unix:uid", java.nio.file.LinkOption.NOFOLLOW_LINKS)
          .equals(scene.caller().uid());
    } catch (IOException e) {
      return false; // it has gone
    }
  }
}
