package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real git-lfs(1), and an upstream on disk. */
class LargeFilesTest {
  private static final byte[] CONTENT =
      "a large file".repeat(1000).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private OwnersGit git;
  private LargeFiles files;
  private String oid;

  @BeforeEach
  void start() throws Exception {
    run("git", "init", "-q", "--bare", "-b", "main", "upstream.git");
    git =
        new OwnersGit(
            new RelaySettings.Owner(
                java.util.Map.of("PATH", System.getenv("PATH")), folder, List.of()));
    Upstream upstream =
        new Upstream(
            "local/upstream", "file://" + folder.resolve("upstream.git"), true, Optional.empty());
    Mirror mirror = new Mirror(git, upstream, folder.resolve("mirrors"), PushLimits.USUAL);
    mirror.refresh();
    files = new LargeFiles(git, upstream, mirror, PushLimits.USUAL);
    oid = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
  }

  @AfterEach
  void stop() {
    git.close();
  }

  private void run(String... line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).directory(folder.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private Path upstreams() {
    return folder
        .resolve("upstream.git/lfs/objects")
        .resolve(oid.substring(0, 2))
        .resolve(oid.substring(2, 4))
        .resolve(oid);
  }

  @Test
  void whatASessionBringsGoesUpstreamWithItsPush() throws Exception {
    files.receive(oid, CONTENT.length, new ByteArrayInputStream(CONTENT));
    assertThat(upstreams()).doesNotExist();

    files.push(List.of(oid));
    assertThat(upstreams()).hasBinaryContent(CONTENT);
  }

  @Test
  void whatUpstreamHasIsFetchedOnceAndKept() throws Exception {
    Files.createDirectories(upstreams().getParent());
    Files.write(upstreams(), CONTENT);

    assertThat(files.fetch(oid, CONTENT.length)).hasBinaryContent(CONTENT);
    Files.delete(upstreams());
    assertThat(files.fetch(oid, CONTENT.length)).hasBinaryContent(CONTENT);
  }

  @Test
  void whatIsNotWhatItsNameSaysIsRefused() throws Exception {
    assertThatThrownBy(() -> files.receive(oid, 3, new ByteArrayInputStream(new byte[] {1, 2, 3})))
        .isInstanceOf(RelayRefusal.class);
    assertThat(files.find(oid, 3)).isEmpty();
  }

  @Test
  void whatUpstreamDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> files.fetch(oid, CONTENT.length)).isInstanceOf(RelayRefusal.class);
  }

  @Test
  void onlyPointersPointToFiles() {
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 3\n".formatted(oid);

    assertThat(LargeFiles.pointedTo(pointer.getBytes(StandardCharsets.UTF_8))).hasValue(oid);
    assertThat(LargeFiles.pointedTo("oid sha256:".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
