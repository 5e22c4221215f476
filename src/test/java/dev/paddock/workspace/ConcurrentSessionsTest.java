package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentSessionsTest {
  @TempDir Path temporary;
  Scratch scratch;

  @BeforeEach
  void makeProject() throws IOException {
    scratch = new Scratch(temporary);
    scratch.write(".npmrc");
    scratch.bareRepository("fixtures/r");
  }

  @Test
  void neitherOfTwoSessionsTakesWhatWasThereBeforeBoth() {
    GuardedSession first = scratch.open();
    GuardedSession second = scratch.open();
    assertThat(first.close().taken()).isEmpty();
    assertThat(second.close().taken()).isEmpty();
  }

  @Test
  void whatTheFirstSessionPlantedIsNotKnownToTheSecond() throws IOException {
    GuardedSession first = scratch.open();
    scratch.write(".envrc");
    scratch.bareRepository("docs");
    GuardedSession second = scratch.open();
    assertThat(Scratch.paths(second.inventory().readOnly())).contains(".envrc");
    assertThat(Scratch.paths(second.close())).contains(".envrc", "docs/HEAD", "docs/config");
    assertThat(first.close().taken()).isEmpty();
  }

  @Test
  void whicheverEndsFirstTakesWhatIsNewSinceItBegan() throws IOException {
    GuardedSession first = scratch.open();
    GuardedSession second = scratch.open();
    scratch.write(".envrc");
    assertThat(Scratch.paths(first.close())).containsExactly(".envrc");
    assertThat(second.close().taken()).isEmpty();
  }

  @Test
  void aSessionInAPartOfTheProjectDoesNotMakeTheRestUnknown() throws IOException {
    Path part = Files.createDirectory(scratch.project.resolve("part"));
    GuardedSession inner =
        scratch.guard().open(part, PathCondition.NONE, PathCondition.NONE, HardLinks.Progress.NONE);
    scratch.write("part/.envrc");
    GuardedSession outer = scratch.open();
    assertThat(Scratch.paths(outer.close())).containsExactly("part/.envrc");
    assertThat(inner.close().taken()).isEmpty();
    assertThat(scratch.has(".npmrc")).isTrue();
  }

  @Test
  void aStateDirectoryInTheProjectIsRefused() {
    WorkspaceGuard guard =
        new WorkspaceGuard(scratch.project.resolve("state"), java.time.Clock.systemUTC());
    assertThatThrownBy(
            () ->
                guard.open(
                    scratch.project,
                    PathCondition.NONE,
                    PathCondition.NONE,
                    HardLinks.Progress.NONE))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("where a session could write it");
  }

  @Test
  void aDirectoryThatASessionCouldMakeReadableKeepsItFromStarting() throws IOException {
    String name = "d".repeat(200);
    Deep.nest(scratch.project.toString(), 30, name);
    assertThatThrownBy(() -> scratch.open())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("can't be looked through");
    Deep.remove(scratch.project.toString(), name);
  }
}
