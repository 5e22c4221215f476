package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledSessionTest {
  @TempDir Path temporary;
  Scratch scratch;

  @BeforeEach
  void makeProject() {
    scratch = new Scratch(temporary);
  }

  /** Opens a session, says so, and waits to be killed. */
  static final class Supervisor {
    private Supervisor() {}

    public static void main(String[] arguments) throws IOException {
      new WorkspaceGuard(Path.of(arguments[0]), Clock.systemUTC())
          .open(
              Path.of(arguments[1]),
              PathCondition.NONE,
              PathCondition.NONE,
              HardLinks.Progress.NONE);
      System.out.write('\n');
      System.out.flush();
      System.in.read();
    }
  }

  private Process startSupervisor() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Supervisor.class.getName(),
                scratch.state.toString(),
                scratch.project.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('\n');
    return process;
  }

  @Test
  void whatAKilledSessionLeftIsTakenBeforeTheNextOneStarts() throws Exception {
    scratch.write(".npmrc");
    Process supervisor = startSupervisor();
    assertThat(scratch.guard().records().live()).hasSize(1);
    scratch.write(".envrc");
    supervisor.destroyForcibly().waitFor();
    assertThat(scratch.guard().records().abandoned()).hasSize(1);
    GuardedSession next = scratch.open();
    assertThat(next.swept())
        .singleElement()
        .satisfies(r -> assertThat(Scratch.paths(r)).containsExactly(".envrc"));
    assertThat(Scratch.paths(next.inventory().readOnly())).containsExactly(".npmrc");
    assertThat(scratch.guard().records().abandoned()).isEmpty();
  }

  @Test
  void aSessionInAnotherProcessIsLeftAloneWhileItLives() throws Exception {
    Process supervisor = startSupervisor();
    try {
      scratch.write(".envrc");
      assertThat(scratch.guard().sweepAbandoned()).isEmpty();
      assertThat(scratch.has(".envrc")).isTrue();
    } finally {
      supervisor.destroyForcibly().waitFor();
    }
    assertThat(scratch.guard().sweepAbandoned()).hasSize(1);
    assertThat(scratch.has(".envrc")).isFalse();
  }

  private void abandon(String id, Path project) throws IOException {
    Identity identity = Identity.of(FileStatus.of(project.toString()));
    SessionRecord record =
        new SessionRecord(
            id, project.toString(), identity, Scratch.NOW, List.of(), List.of(), List.of());
    scratch.guard().records().begin(record).close();
  }

  @Test
  void aProjectThatWasRenamedSinceIsSweptWhereItIsNow() throws IOException {
    abandon("s-1", scratch.project);
    Path moved = Files.move(scratch.project, scratch.project.resolveSibling("moved"));
    Files.writeString(moved.resolve(".envrc"), "");
    GuardedSession next =
        scratch
            .guard()
            .open(moved, PathCondition.NONE, PathCondition.NONE, HardLinks.Progress.NONE);
    assertThat(next.swept()).hasSize(1);
    assertThat(moved.resolve(".envrc")).doesNotExist();
  }

  @Test
  void aSessionInAPartOfTheProjectCountsToo() throws IOException {
    scratch.write("part/.envrc");
    scratch.write(".npmrc");
    abandon("s-1", scratch.project.resolve("part"));
    scratch.open();
    assertThat(scratch.has("part/.envrc")).isFalse();
    assertThat(scratch.has(".npmrc")).isTrue();
  }

  @Test
  void aProjectThatIsGoneIsReportedAndItsRecordKept() throws IOException {
    abandon("s-1", scratch.project);
    Files.delete(scratch.project);
    assertThat(scratch.guard().sweepAbandoned())
        .singleElement()
        .satisfies(r -> assertThat(r.findings()).hasSize(1));
    assertThat(scratch.guard().records().abandoned()).hasSize(1);
  }

  @Test
  void aDamagedRecordKeepsAnySessionFromStarting() throws IOException {
    abandon("s-1", scratch.project);
    Files.writeString(scratch.state.resolve("sessions/s-1/record"), "?");
    assertThatThrownBy(() -> scratch.open())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("sessions/s-1/record");
  }
}
