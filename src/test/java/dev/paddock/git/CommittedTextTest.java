package dev.paddock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed before a session is known, and nothing else. */
class CommittedTextTest {
  @TempDir private Path repository;

  @BeforeEach
  void aRepository() throws Exception {
    run("git init -q -b main && git config user.name a && git config user.email b@c.example");
  }

  private void run(String script) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("timeout", "30", "bash", "-c", script).directory(repository.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", repository.resolve("none").toString());
    Process process = builder.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(out).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private void commit(String file, String text) throws Exception {
    Path path = repository.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    run("git add -A && git commit -q -m work");
  }

  private CommittedText committed() {
    return CommittedText.atHead(repository.resolve(".git"), String::contains);
  }

  @Test
  void aCommittedFileNamesWhatIsInIt() throws Exception {
    commit("web/package.json", "{\"dependencies\":{\"left-pad\":\"1\"}}");

    CommittedText committed = committed();
    assertThat(committed.contains("left-pad")).isTrue();
    assertThat(committed.contains("right-pad")).isFalse();
  }

  @Test
  void settingsThatNeverEndAreNotRead() throws Exception {
    commit("a.txt", "left-pad");
    run("mkfifo fifo && git config include.path ../fifo");

    assertThat(committed().contains("left-pad")).isTrue();
  }

  @Test
  void packedRefsAndADetachedHeadAreFound() throws Exception {
    commit("a.txt", "left-pad");
    run("git pack-refs --all && git gc -q");
    assertThat(committed().contains("left-pad")).isTrue();
    run("git checkout -q --detach");
    assertThat(committed().contains("left-pad")).isTrue();
  }

  @Test
  void aHeadThatIsNoneNamesNothing() throws Exception {
    commit("a.txt", "left-pad");
    for (String head : new String[] {"ref: ../../etc/passwd", "ref: refs/../config", "zzz", ""}) {
      Files.writeString(repository.resolve(".git/HEAD"), head);
      assertThat(committed().contains("left-pad")).as(head).isFalse();
    }
  }

  @Test
  void aFilesPathCountsToo() throws Exception {
    commit("packages/own-tool/x", "nothing");

    assertThat(committed().contains("own-tool")).isTrue();
  }

  @Test
  void whatIsCommittedLaterOrNotAtAllIsNotKnown() throws Exception {
    commit("a", "first");
    CommittedText before = committed();
    commit("b", "second");
    Files.writeString(repository.resolve("a"), "third");

    assertThat(before.contains("first")).isTrue();
    assertThat(before.contains("second")).isFalse();
    assertThat(before.contains("third")).isFalse();
    assertThat(committed().contains("second")).isTrue();
  }

  @Test
  void linksBinariesAndLargeFilesAreNotLookedInto() throws Exception {
    Files.createSymbolicLink(repository.resolve("link"), Path.of("secret-target"));
    commit("binary", "hidden-in-binary\0\0");
    commit("large", "in-large " + "x".repeat(1 << 20));

    CommittedText committed = committed();
    assertThat(committed.contains("secret-target")).isFalse();
    assertThat(committed.contains("hidden-in-binary")).isFalse();
    assertThat(committed.contains("in-large")).isFalse();
  }

  @Test
  void anAnswerIsLookedUpOnce() throws Exception {
    commit("a", "text");
    AtomicInteger asked = new AtomicInteger();
    CommittedText committed =
        CommittedText.atHead(
            repository.resolve(".git"),
            (text, value) -> {
              asked.incrementAndGet();
              return text.contains(value);
            });

    assertThat(committed.contains("other")).isFalse();
    int once = asked.get();
    assertThat(committed.contains("other")).isFalse();
    assertThat(asked).hasValue(once);
  }

  @Test
  void noRepositoryAndNoCommitHaveNoText() {
    assertThat(committed().contains("a")).isFalse();
    assertThat(CommittedText.atHead(repository.resolve("nowhere"), String::contains).contains("a"))
        .isFalse();
  }

  @Test
  void aRepositoryThatIsGoneAnswersNo() throws Exception {
    commit("a", "text");
    CommittedText committed = committed();
    run("rm -rf .git/objects");

    assertThat(committed.contains("text")).isFalse();
  }
}
