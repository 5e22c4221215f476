package dev.paddock.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.machine.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class MachineChecksTest {
  @TempDir private Path folder;
  private Path project;
  private Path stage;
  private int uid;

  @BeforeEach
  void makeFolders() throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    stage = Files.createDirectory(folder.resolve("stage"));
    uid = (int) Files.getAttribute(project, "unix:uid");
  }

  @Test
  void everyFindingOnThisMachineIsNamedMeasuredAndMended() throws IOException {
    List<Finding> findings = new MachineChecks(project, stage, uid).run();
    assertThat(findings)
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.name()).isNotBlank();
              assertThat(finding.measured()).isNotBlank();
              assertThat(finding.fix().isPresent()).isEqualTo(finding.status() != Status.WORKS);
              assertThat(finding.sentence()).doesNotContain("\n").doesNotEndWith(".");
            });
  }

  @Test
  void theTrialsLeaveNothingOnTheStage() throws IOException {
    var _ = new MachineChecks(project, stage, uid).run();
    assertThat(stage).isEmptyDirectory();
    assertThat(project).isEmptyDirectory();
  }

  @Test
  void aProjectOfTheCallerIsTheirs() throws IOException {
    assertThat(project(uid)).isEqualTo(Finding.works("project", project + " is yours"));
  }

  @Test
  void aProjectOfSomebodyElseIsWorthANoteWithTheFix() throws IOException {
    Finding finding = project(uid + 1);
    assertThat(finding.status()).isEqualTo(Status.NOTE);
    assertThat(finding.fix().orElseThrow()).contains("chown -R " + (uid + 1) + " " + project);
  }

  private Finding project(int caller) throws IOException {
    return new MachineChecks(project, stage, caller)
        .run().stream().filter(f -> f.name().equals("project")).findFirst().orElseThrow();
  }
}
