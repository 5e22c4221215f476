package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideTest {
  @TempDir Path temporary;

  @Test
  void aFolderInAProjectIsRefusedAlsoThroughALinkAndIfItDoesNotExist() throws Exception {
    Scratch scratch = new Scratch(temporary);
    Path link = Files.createSymbolicLink(scratch.outside.resolve("link"), scratch.project);
    for (Path folder : new Path[] {scratch.project, link.resolve("data/new")}) {
      assertThatThrownBy(() -> WorkspaceGuard.requireOutside(scratch.project, "data", folder))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("Paddock's data directory")
          .hasMessageContaining("lies in the project");
    }
    assertThatCode(
            () ->
                WorkspaceGuard.requireOutside(
                    scratch.project, "data", scratch.outside.resolve("new")))
        .doesNotThrowAnyException();
  }
}
