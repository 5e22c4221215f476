package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.paddock.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that their own owner has closed. */
class ClosedDirectoriesTest {
  @TempDir Path temporary;
  Scratch scratch;
  Path closed;

  @BeforeEach
  void makeProject() throws IOException {
    scratch = new Scratch(temporary);
    assumeFalse(
        FileStatus.of(scratch.project.toString()).uid() == 0,
        "needs an ordinary user: to root no directory is closed");
    closed = scratch.project.resolve("closed");
  }

  @Test
  void oneThatWasThereBeforeKeepsTheSessionFromStarting() throws IOException {
    Files.createDirectory(closed);
    PrivateFiles.chmod(closed, 0);
    assertThatThrownBy(() -> scratch.open())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining(closed.toString())
        .hasMessageContaining("chmod u+rwx");
    PrivateFiles.chmod(closed, 0700);
  }

  @Test
  void oneWhoseEntriesCanBeListedButNotLookedAtCountsAsClosed() throws IOException {
    scratch.write("closed/file");
    PrivateFiles.chmod(closed, 0600);
    assertThatThrownBy(() -> scratch.open()).hasMessageContaining("chmod u+rwx");
    PrivateFiles.chmod(closed, 0700);
  }

  @Test
  void oneThatASessionClosedIsTakenAsAWholeAndGivenBackClosed() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write("closed/.envrc");
    PrivateFiles.chmod(closed, 0);
    QuarantineReport report = session.close();
    assertThat(report.findings()).isEmpty();
    assertThat(Scratch.paths(report)).containsExactly("closed");
    scratch.guard().quarantine().restore(session.id(), List.of("closed"));
    assertThat(FileStatus.of(closed.toString()).mode() & 07777).isZero();
    PrivateFiles.chmod(closed, 0700);
    assertThat(scratch.has("closed/.envrc")).isTrue();
  }

  @Test
  void aProtectedDirectoryThatASessionClosedIsTaken() throws IOException {
    GuardedSession session = scratch.open();
    scratch.write(".vscode/tasks.json");
    PrivateFiles.chmod(scratch.project.resolve(".vscode"), 0);
    assertThat(Scratch.paths(session.close())).containsExactly(".vscode");
  }
}
