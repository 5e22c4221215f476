package dev.paddock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a session's git folders, whatever ends it. */
class SessionGitTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path state;
  private Path repository;

  @BeforeEach
  void aRepository() throws Exception {
    folder = temporary.toRealPath();
    state = folder.resolve("state");
    repository = folder.resolve("repository");
    run(folder, "git init -q -b main repository");
    run(
        repository,
        "git config user.name a && git config user.email b@c.example && git config remote.origin.url https://me:KEY@host.example/a.git"
            + " && git commit -q --allow-empty -m one");
  }

  private String run(Path where, String script) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("timeout", "30", "bash", "-c", script).directory(where.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", folder.resolve("none").toString());
    Process process = builder.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      return out;
    } finally {
      process.destroyForcibly();
    }
  }

  private SessionGit prepare(String session, boolean automatic) throws IOException {
    return SessionGit.prepare(
        new SessionGitRequest(
            session,
            state,
            List.of(
                new SessionGitRequest.Repository(
                    repository.resolve(".git").toAbsolutePath(), repository)),
            _ -> false,
            Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString()),
            automatic));
  }

  /** Commits as a session would, to which the objects are lent at another place. */
  private void commit(SessionGit git, String message) throws Exception {
    Path copy = git.inPlace().getFirst().copy();
    Files.writeString(
        copy.resolve("objects/info/alternates"), repository.resolve(".git/objects") + "\n");
    run(
        repository,
        "git --git-dir=" + copy + " --work-tree=. commit -q --allow-empty -m " + message);
  }

  private String log() throws Exception {
    return run(repository, "git log --format=%s main");
  }

  @Test
  void aSessionThatNeverStartedLeavesNothing() throws Exception {
    prepare("s1", true).close();

    assertThat(state).isEmptyDirectory();
  }

  @Test
  void whatASessionDidThatStartedAndFailedIsKeptAndLandsWithTheNext() throws Exception {
    SessionGit git = prepare("s1", false);
    git.start();
    commit(git, "two");
    git.close();
    Files.delete(state.resolve("s1/ask"));

    assertThat(log()).isEqualTo("one\n");
    LandingReport report = new Leftovers(state).landOfKilled(_ -> true);
    assertThat(report.landed()).isNotEmpty();
    assertThat(log()).isEqualTo("two\none\n");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void anEndedSessionsCommitsLandAndItsFolderGoes() throws Exception {
    SessionGit git = prepare("s1", true);
    git.start();
    commit(git, "two");

    assertThat(git.finish().landed()).anyMatch(line -> line.startsWith("refs/heads/main"));
    assertThat(log()).isEqualTo("two\none\n");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void whatIsDiscardedIsGoneAndWhatWaitsIsListed() throws Exception {
    SessionGit git = prepare("s1", false);
    git.start();
    commit(git, "two");
    git.finish();
    Leftovers leftovers = new Leftovers(state);

    assertThat(leftovers.list()).singleElement().extracting("session").isEqualTo("s1");
    leftovers.discard("s1");
    assertThat(leftovers.list()).isEmpty();
    assertThat(log()).isEqualTo("one\n");
  }

  @Test
  void noKeyIsInTheSessionsConfigurationAndTheRemoteKeepsIt() throws Exception {
    try (SessionGit git = prepare("s1", true)) {
      assertThat(git.inPlace().getFirst().copy().resolve("config"))
          .content()
          .contains("https://host.example/a.git")
          .doesNotContain("KEY");
      assertThat(git.remotes().getFirst().url()).contains("KEY");
    }
  }
}
