package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.paddock.linux.FileStatus;
import dev.paddock.linux.FileSystemCalls;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
  private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");

  @TempDir Path temporary;
  Scratch scratch;
  Quarantine quarantine;

  @BeforeEach
  void makeProject() {
    scratch = new Scratch(temporary);
    quarantine = scratch.guard().quarantine();
  }

  private String plantAndEnd() throws IOException {
    GuardedSession session = scratch.open();
    Path script = scratch.write("app/.claude/hooks/x.sh", "#!/bin/sh\n");
    PrivateFiles.chmod(script, 0751);
    scratch.link("app/.claude/link", "/nowhere/at/all");
    PrivateFiles.chmod(script.getParent(), 0511);
    scratch.write("app/.envrc");
    assertThat(session.close().taken()).hasSize(2);
    return session.id();
  }

  private void assertThatAllIsAsPlanted() throws IOException {
    Path claude = scratch.project.resolve("app/.claude");
    assertThat(claude.resolve("hooks/x.sh")).hasContent("#!/bin/sh\n");
    assertThat(mode(claude.resolve("hooks/x.sh"))).isEqualTo(0751);
    assertThat(mode(claude.resolve("hooks"))).isEqualTo(0511);
    assertThat(Files.readSymbolicLink(claude.resolve("link"))).hasToString("/nowhere/at/all");
    assertThat(scratch.project.resolve("app/.envrc")).hasContent("marker\n");
    PrivateFiles.chmod(claude.resolve("hooks"), 0700);
  }

  @Test
  void whatIsGivenBackIsAsItWasWithModesAndLinks() throws IOException {
    String session = plantAndEnd();
    quarantine.restore(session, List.of("app/.claude", "app/.envrc"));
    assertThatAllIsAsPlanted();
    assertThat(quarantine.list()).isEmpty();
    assertThat(scratch.state.resolve("quarantine")).isEmptyDirectory();
  }

  @Test
  void aDirectoryIsKeptClosed() throws IOException {
    String session = plantAndEnd();
    Path held = scratch.state.resolve("quarantine").resolve(session);
    assertThat(quarantine.list().getFirst().taken())
        .filteredOn(t -> t.path().equals("app/.claude"))
        .singleElement()
        .satisfies(t -> assertThat(mode(held.resolve("" + t.number()))).isZero());
  }

  @Test
  void nothingThatExistsIsReplaced() throws IOException {
    String session = plantAndEnd();
    scratch.write("app/.envrc", "mine");
    assertThatThrownBy(() -> quarantine.restore(session, List.of("app/.claude", "app/.envrc")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("app/.envrc exists");
    assertThat(scratch.project.resolve("app/.envrc")).hasContent("mine");
    assertThat(scratch.has("app/.claude")).isFalse();
  }

  @Test
  void parentsThatAreGoneAreMadeAgain() throws IOException {
    String session = plantAndEnd();
    Files.delete(scratch.project.resolve("app"));
    quarantine.restore(session, List.of("app/.envrc"));
    assertThat(scratch.has("app/.envrc")).isTrue();
  }

  @Test
  void aParentThatBecameALinkIsNotFollowed() throws IOException {
    String session = plantAndEnd();
    Files.delete(scratch.project.resolve("app"));
    scratch.link("app", scratch.outside.toString());
    assertThatThrownBy(() -> quarantine.restore(session, List.of("app/.envrc")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("app is no directory");
    assertThat(scratch.outside).isEmptyDirectory();
  }

  @Test
  void aPathThatIsNotHeldIsRefused() throws IOException {
    String session = plantAndEnd();
    assertThatThrownBy(() -> quarantine.restore(session, List.of("app/.npmrc")))
        .hasMessageContaining("app/.npmrc is not in the quarantine");
  }

  @Test
  void aSessionsNameCannotLeadOutOfTheQuarantine() {
    assertThatThrownBy(() -> quarantine.drop("../sessions"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("no session's name");
  }

  @Test
  void whatIsDroppedIsGone() throws IOException {
    quarantine.drop(plantAndEnd());
    assertThat(quarantine.list()).isEmpty();
    assertThat(scratch.state.resolve("quarantine")).isEmptyDirectory();
  }

  @Test
  void acrossFileSystemsThingsAreCopiedAndGivenBackAsTheyWere() throws IOException {
    Path state = onOtherFileSystem();
    try {
      scratch = new Scratch(Files.createDirectory(temporary.resolve("other")), state);
      quarantine = scratch.guard().quarantine();
      String session = plantAndEnd();
      assertThat(scratch.has("app/.claude")).isFalse();
      assertThat(scratch.has("app/.envrc")).isFalse();
      quarantine.restore(session, List.of("app/.claude", "app/.envrc"));
      assertThatAllIsAsPlanted();
      try (Stream<Path> left = Files.list(scratch.project)) {
        assertThat(left).containsExactly(scratch.project.resolve("app"));
      }
    } finally {
      Trees.remove(state.toString());
    }
  }

  @Test
  void acrossFileSystemsNamesThatAreNotUtf8SurviveToo() throws IOException {
    Path state = onOtherFileSystem();
    try {
      scratch = new Scratch(Files.createDirectory(temporary.resolve("other")), state);
      quarantine = scratch.guard().quarantine();
      GuardedSession session = scratch.open();
      scratch.write("plain/.vscode/inner/tasks.json", "x");
      String root = scratch.project.toString();
      FileSystemCalls.rename(root + "/plain/.vscode/inner", root + "/plain/.vscode/\uDCFD");
      FileSystemCalls.rename(root + "/plain", root + "/\uDCFE");
      QuarantineReport report = session.close();
      assertThat(report.findings()).isEmpty();
      assertThat(Scratch.paths(report)).containsExactly("\uDCFE/.vscode");
      quarantine.restore(session.id(), List.of("\uDCFE/.vscode"));
      FileSystemCalls.rename(root + "/\uDCFE", root + "/plain");
      FileSystemCalls.rename(root + "/plain/.vscode/\uDCFD", root + "/plain/.vscode/inner");
      assertThat(scratch.project.resolve("plain/.vscode/inner/tasks.json")).hasContent("x");
    } finally {
      Trees.remove(state.toString());
    }
  }

  @Test
  void acrossFileSystemsAFifoIsDeletedAndNeverOpened() throws Exception {
    Path state = onOtherFileSystem();
    try {
      scratch = new Scratch(Files.createDirectory(temporary.resolve("other")), state);
      quarantine = scratch.guard().quarantine();
      GuardedSession session = scratch.open();
      scratch.write(".vscode/tasks.json");
      Fifo.make(scratch.project.resolve(".vscode/pipe"));
      Fifo.make(scratch.project.resolve(".envrc"));
      QuarantineReport report = assertTimeoutPreemptively(Duration.ofMinutes(1), session::close);
      assertThat(report.findings()).isEmpty();
      assertThat(report.taken())
          .extracting(Taken::path, t -> t.reason().contains("deleted"))
          .containsExactlyInAnyOrder(tuple(".vscode", true), tuple(".envrc", true));
      assertThat(scratch.has(".envrc")).isFalse();
      assertThat(quarantine.list().getFirst().taken())
          .singleElement()
          .satisfies(t -> assertThat(t.reason()).contains("deleted"));
      quarantine.restore(session.id(), List.of());
      try (Stream<Path> back = Files.list(scratch.project.resolve(".vscode"))) {
        assertThat(back).containsExactly(scratch.project.resolve(".vscode/tasks.json"));
      }
    } finally {
      Trees.remove(state.toString());
    }
  }

  @Test
  void acrossFileSystemsAFileLargerThanAGibibyteStaysAndIsTold() throws Exception {
    Path state = onOtherFileSystem();
    try {
      scratch = new Scratch(Files.createDirectory(temporary.resolve("other")), state);
      GuardedSession session = scratch.open();
      Path large = scratch.write(".vscode/large");
      try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
        file.setLength((1L << 30) + 1);
      }
      QuarantineReport report = session.close();
      assertThat(report.taken()).isEmpty();
      assertThat(report.findings())
          .singleElement()
          .satisfies(f -> assertThat(f.problem()).contains("larger than 1 GiB"));
      assertThat(large).exists();
    } finally {
      Trees.remove(state.toString());
    }
  }

  @Test
  void withoutPathsEverythingIsGivenBack() throws IOException {
    String session = plantAndEnd();
    assertThat(quarantine.restore(session, List.of())).hasSize(2);
    assertThatAllIsAsPlanted();
    assertThat(quarantine.list()).isEmpty();
  }

  @Test
  void whereNothingIsHeldNothingCanBeGivenBack() throws IOException {
    String session = plantAndEnd();
    quarantine.restore(session, List.of());
    assertThatThrownBy(() -> quarantine.restore(session, List.of()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("is in the quarantine");
  }

  private Path onOtherFileSystem() throws IOException {
    assumeFalse(
        FileStatus.of(OTHER_FILE_SYSTEM.toString()).device()
            == FileStatus.of(temporary.toString()).device(),
        "needs a temporary directory on another file system than /dev/shm");
    return Files.createTempDirectory(OTHER_FILE_SYSTEM, "paddock-test");
  }

  private static int mode(Path path) throws IOException {
    return FileStatus.of(path.toString()).mode() & 07777;
  }
}
