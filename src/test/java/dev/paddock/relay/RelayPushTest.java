package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.transport.PacketLineOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayPushTest {
  @TempDir private Path folder;
  private RelayWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new RelayWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aNewBranchAndItsFastForwardGoThrough() throws Exception {
    String first = world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature/x");
    assertThat(world.upstreamId("refs/heads/feature/x")).isEqualTo(first);

    String second = world.commit(world.work, "a.txt", "b\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature/x");

    assertThat(world.upstreamId("refs/heads/feature/x")).isEqualTo(second);
    assertThat(world.told).contains("pushed refs/heads/feature/x " + first);
    Path mirror = onlyMirror();
    assertThat(world.git(mirror, "for-each-ref", "refs/paddock/old"))
        .contains(first)
        .contains("refs/paddock/old/s1/2/heads/feature/x");
    assertThat(world.git(world.work, "ls-remote", "origin")).doesNotContain("paddock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD:main",
        "+HEAD:main",
        "--force HEAD:refs/heads/main",
        "+HEAD~1:feature",
        "--force HEAD~1:feature",
        ":feature",
        "--delete feature",
        "--mirror",
        "--prune refs/heads/*:refs/heads/*",
        "HEAD:refs/tags/v1",
        "HEAD:refs/for/main",
        "HEAD:refs/heads/release",
        "HEAD:refs/heads/HEAD",
        "HEAD^{tree}:refs/heads/tree",
        "HEAD:fine HEAD:main",
        "--atomic HEAD:fine HEAD:main",
        "HEAD:fine --delete feature",
        "-o ci.skip HEAD:fine",
        "--signed=yes HEAD:fine",
      })
  void nothingButCreationAndFastForwardOfAGrantedBranchLeaves(String words) throws Exception {
    world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature");
    world.commit(world.work, "a.txt", "b\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature");
    String before = world.git(world.upstream, "for-each-ref");

    List<String> command = new ArrayList<>(List.of("push"));
    List<String> parts = List.of(words.split(" "));
    parts.stream().filter(part -> part.startsWith("-")).forEach(command::add);
    if (parts.contains("-o")) {
      command.add("ci.skip");
    }
    command.add("origin");
    parts.stream().filter(p -> !p.startsWith("-") && !p.equals("ci.skip")).forEach(command::add);
    RelayWorld.Said said = world.run(world.work, command.toArray(String[]::new));

    assertThat(said.status()).isNotZero();
    assertThat(world.git(world.upstream, "for-each-ref")).isEqualTo(before);
  }

  @Test
  void aRefusalStandsOnTheTerminalWithRuleAndRemedy() throws Exception {
    world.commit(world.work, "a.txt", "a\n");

    RelayWorld.Said said = world.run(world.work, "push", "origin", "HEAD:main", "HEAD:fine");

    assertThat(said.errors())
        .contains("\"main\" is the default branch upstream")
        .contains("rule git-default-branch")
        .contains("open a pull request")
        .contains("not pushed, because another ref was refused");
    assertThat(world.told).containsOnlyOnce("refused git-default-branch");
  }

  @Test
  void aTagThatTheProfileGrantsIsCreatedButNotMoved() throws Exception {
    String first = world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature", "HEAD:refs/tags/free-1");
    world.commit(world.work, "a.txt", "b\n");

    assertThat(world.run(world.work, "push", "-f", "origin", "HEAD:refs/tags/free-1").errors())
        .contains("git-ref-exists");
    assertThat(world.upstreamId("refs/tags/free-1")).isEqualTo(first);
  }

  @Test
  void sixtyTwoBranchesArePushedAndNoneIsLost() throws Exception {
    List<String> command = new ArrayList<>(List.of("push", "-q", "origin"));
    for (int i = 0; i < 62; i++) {
      world.commit(world.work, "n.txt", i + "\n");
      world.git(world.work, "branch", "b" + i);
      command.add("b" + i);
    }
    world.git(world.work, command.toArray(String[]::new));

    assertThat(world.git(world.upstream, "for-each-ref", "refs/heads").lines()).hasSize(63);
    Path clone = folder.resolve("clone");
    world.git(folder, "clone", "-q", world.url(), clone.toString());
    assertThat(world.git(clone, "for-each-ref", "refs/remotes").lines()).hasSize(64);
  }

  @Test
  void whatUpstreamItselfRefusesIsToldInItsWords() throws Exception {
    Path hook = world.upstream.resolve("hooks/pre-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\necho 'branch is protected by policy 7' >&2\nexit 1\n");
    hook.toFile().setExecutable(true);
    world.commit(world.work, "a.txt", "a\n");

    RelayWorld.Said said = world.run(world.work, "push", "origin", "HEAD:feature");

    assertThat(said.status()).isNotZero();
    assertThat(said.errors()).contains("protected by policy 7").contains("git-upstream-failed");
  }

  @Test
  void aSecretIsHeldEvenIfALaterCommitRemovesIt() throws Exception {
    world.commit(world.work, "a.txt", "x\nkey=ghp_" + "aB3".repeat(12) + "\n");
    String tip = world.commit(world.work, "a.txt", "x\n");

    RelayWorld.Said said = world.run(world.work, "push", "origin", "HEAD:feature");

    assertThat(said.errors()).contains("git-secret").contains("github-token").contains("a.txt");
    assertThat(world.upstreamId("refs/heads/feature")).isEmpty();
    try (HeldPushes held = world.held()) {
      HeldPush push = held.list().getFirst();
      assertThat(said.errors()).contains("paddock allow push " + push.id());
      assertThat(held.commits(push.id())).hasSize(2);
      held.release(push.id());
      assertThat(held.list()).isEmpty();
    }
    assertThat(world.upstreamId("refs/heads/feature")).isEqualTo(tip);
  }

  @Test
  void aWorkflowFileIsHeldAndTheSamePushKeepsItsId() throws Exception {
    world.commit(world.work, ".github/workflows/ci.yml", "on: push\n");

    RelayWorld.Said said = world.run(world.work, "push", "origin", "HEAD:feature");
    world.run(world.work, "push", "origin", "HEAD:feature");

    assertThat(said.errors()).contains("git-ci-file");
    assertThat(world.upstreamId("refs/heads/feature")).isEmpty();
    try (HeldPushes held = world.held()) {
      assertThat(held.list()).hasSize(1);
      held.drop(held.list().getFirst().id());
      assertThat(held.list()).isEmpty();
    }
  }

  @Test
  void aLargeFileIsHeld() throws Exception {
    world.commit(world.work, "big.txt", "0123456789abcdef\n".repeat(70_000));

    assertThat(world.run(world.work, "push", "origin", "HEAD:feature").errors())
        .contains("git-large-file");
    assertThat(world.upstreamId("refs/heads/feature")).isEmpty();
  }

  @Test
  void aHeldPushIsNotReleasedOverWhatCameUpstreamMeanwhile() throws Exception {
    world.commit(world.work, ".gitlab-ci.yml", "x: y\n");
    world.run(world.work, "push", "origin", "HEAD:feature");
    world.git(world.work, "switch", "-q", "-c", "other", "HEAD~1");
    String other = world.commit(world.work, "o.txt", "o\n");
    world.git(world.work, "push", "-q", world.upstream.toString(), "HEAD:feature");

    try (HeldPushes held = world.held()) {
      String id = held.list().getFirst().id();
      assertThatThrownBy(() -> held.release(id))
          .isInstanceOfSatisfying(
              RelayRefusal.class, why -> assertThat(why.rule()).isEqualTo("git-not-fast-forward"));
      assertThat(held.find(id)).isPresent();
    }
    assertThat(world.upstreamId("refs/heads/feature")).isEqualTo(other);
  }

  @Test
  void aReplayedPushIsRefused() throws Exception {
    String first = world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature");
    world.commit(world.work, "a.txt", "b\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature");
    String now = world.upstreamId("refs/heads/feature");
    String main = world.upstreamId("refs/heads/main");

    assertThat(raw(main + " " + first + " refs/heads/feature")).contains("ng refs/heads/feature");
    assertThat(raw("0".repeat(40) + " " + first + " refs/heads/feature"))
        .contains("ng refs/heads/feature");
    assertThat(world.upstreamId("refs/heads/feature")).isEqualTo(now);
  }

  @Test
  void aDeletionAndACreationOfOneRefInOnePushAreRefused() throws Exception {
    String first = world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "push", "-q", "origin", "HEAD:feature");
    String main = world.upstreamId("refs/heads/main");
    String zero = "0".repeat(40);

    String said =
        raw(first + " " + zero + " refs/heads/feature", zero + " " + main + " refs/heads/feature");

    assertThat(said).doesNotContain("ok refs/heads/feature");
    assertThat(world.upstreamId("refs/heads/feature")).isEqualTo(first);
  }

  @Test
  void ofTwoRacingPushesOneWinsAndTheOtherIsRefused() throws Exception {
    Path second = folder.resolve("second");
    world.git(folder, "clone", "-q", world.url(), second.toString());
    String a = world.commit(world.work, "a.txt", "a\n");
    String b = world.commit(second, "b.txt", "b\n");
    CompletableFuture<Boolean> pushed =
        CompletableFuture.supplyAsync(() -> pushes(world.work), Thread::startVirtualThread);

    boolean other = pushes(second);

    assertThat(pushed.join()).isNotEqualTo(other);
    assertThat(world.upstreamId("refs/heads/race")).isEqualTo(other ? b : a);
  }

  private boolean pushes(Path where) {
    try {
      return world.run(where, "push", "origin", "HEAD:race").status() == 0;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Speaks for itself: commands, then a pack of no objects. */
  private String raw(String... commands) throws Exception {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    PacketLineOut lines = new PacketLineOut(request);
    String capabilities = "\0report-status";
    for (String command : commands) {
      lines.writeString(command + capabilities);
      capabilities = "";
    }
    lines.end();
    byte[] head = {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 0};
    request.write(head);
    request.write(MessageDigest.getInstance("SHA-1").digest(head));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    world
        .relay
        .find(world.address.host(), world.address.path(), GitService.RECEIVE_PACK)
        .answer("", new ByteArrayInputStream(request.toByteArray()), answer);
    return answer.toString(StandardCharsets.UTF_8);
  }

  private Path onlyMirror() throws Exception {
    try (var files = Files.list(folder.resolve("mirrors"))) {
      return files.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
