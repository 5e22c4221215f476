package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardLinksTest {
  @TempDir Path temporary;
  Scratch scratch;
  Path outside;
  Path inside;

  @BeforeEach
  void makeALinkedFile() throws IOException {
    scratch = new Scratch(temporary);
    outside = Files.writeString(scratch.outside.resolve("out"), "before");
    inside = Files.createLink(scratch.project.resolve("in"), outside);
  }

  @Test
  void aWriteInsideNoLongerReachesTheNameOutside() throws IOException {
    GuardedSession session = scratch.open();
    Files.writeString(inside, "after");
    assertThat(session.separated()).isEqualTo(1);
    assertThat(outside).hasContent("before");
    assertThat(FileStatus.of(inside.toString()).links()).isEqualTo(1);
  }

  @Test
  void theCopyKeepsModeTimeAndContent() throws IOException {
    Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("r-xr-x---"));
    Files.setLastModifiedTime(inside, FileTime.fromMillis(86_400_000));
    scratch.open();
    assertThat(inside).hasContent("before");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
        .isEqualTo("r-xr-x---");
    assertThat(Files.getLastModifiedTime(inside).toMillis()).isEqualTo(86_400_000);
  }

  @Test
  void progressIsToldFileByFile() throws IOException {
    Files.createLink(
        scratch.project.resolve("in2"), Files.writeString(scratch.outside.resolve("out2"), ""));
    List<String> told = new ArrayList<>();
    scratch
        .guard()
        .open(
            scratch.project,
            PathCondition.NONE,
            PathCondition.NONE,
            (done, total) -> told.add(done + "/" + total));
    assertThat(told).containsExactly("1/2", "2/2");
  }

  @Test
  void aFileThatChangedSinceItWasLookedAtIsRefusedByNameAndNothingIsLeft() throws IOException {
    Inventory inventory = scratch.scan();
    Files.writeString(inside, "longer than before");
    assertThatThrownBy(
            () ->
                HardLinks.separate(
                    scratch.project.toString(), inventory.hardLinked(), HardLinks.Progress.NONE))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining(inside.toString())
        .hasMessageContaining("copy it by hand");
    try (Stream<Path> left = Files.list(scratch.project)) {
      assertThat(left).containsExactly(inside);
    }
    assertThat(outside).hasContent("longer than before");
  }

  @Test
  void twoNamesInsideOfAFileWithAThirdOutsideAreBothSeparated() throws IOException {
    Path second = Files.createLink(scratch.project.resolve("in2"), outside);
    assertThat(scratch.open().separated()).isEqualTo(2);
    assertThat(FileStatus.of(second.toString()).links()).isEqualTo(1);
    assertThat(FileStatus.of(outside.toString()).links()).isEqualTo(1);
  }
}
