package dev.paddock.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRecordsTest {
  private static final SessionRecord RECORD =
      new SessionRecord(
          "s-1",
          "/p",
          new Identity(1, 2, 3),
          Scratch.NOW,
          List.of(Scratch.file("a", 1)),
          List.of(),
          List.of());

  @TempDir Path state;
  SessionRecords records;

  @BeforeEach
  void makeRecords() {
    records = new SessionRecords(state);
  }

  @Test
  void aRecordIsLiveWhileItsLockIsHeldAndAbandonedAfter() throws IOException {
    try (SessionLock _ = records.begin(RECORD)) {
      assertThat(records.live()).containsExactly(RECORD);
      assertThat(records.abandoned()).isEmpty();
    }
    assertThat(records.live()).isEmpty();
    assertThat(records.abandoned()).containsExactly(RECORD);
  }

  @Test
  void aForgottenRecordIsGone() throws IOException {
    records.begin(RECORD).close();
    records.forget("s-1");
    assertThat(records.abandoned()).isEmpty();
    assertThat(state.resolve("sessions")).isEmptyDirectory();
  }

  @Test
  void aRecordIsReadableByItsOwnerOnly() throws IOException {
    records.begin(RECORD).close();
    Path session = state.resolve("sessions/s-1");
    assertThat(mode(session)).isEqualTo("rwx------");
    assertThat(mode(session.resolve("record"))).isEqualTo("rw-------");
    assertThat(mode(session.resolve("lock"))).isEqualTo("rw-------");
  }

  @Test
  void aDamagedRecordIsRefusedWithItsNameAndARemedy() throws IOException {
    records.begin(RECORD).close();
    Path file = state.resolve("sessions/s-1/record");
    Files.writeString(file, "paddock-session 1\n");
    assertThatThrownBy(() -> records.abandoned())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("then delete " + file.getParent());
  }

  @Test
  void aRecordUnderAnotherSessionsNameIsRefused() throws IOException {
    records.begin(RECORD).close();
    Files.move(state.resolve("sessions/s-1"), state.resolve("sessions/s-2"));
    assertThatThrownBy(() -> records.abandoned())
        .hasMessageContaining("belongs to the session s-1");
  }

  @Test
  void whatAKilledProcessWasJustMakingIsRemoved() throws IOException {
    Files.createDirectories(state.resolve("sessions/.s-9"));
    Files.writeString(state.resolve("sessions/.s-9/lock"), "");
    records.removeLeftovers();
    assertThat(state.resolve("sessions")).isEmptyDirectory();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
