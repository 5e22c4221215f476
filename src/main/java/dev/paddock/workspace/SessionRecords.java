package dev.paddock.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records of sessions that run, or that ended without being cleaned up, in {@code
 * <state>/sessions/<id>/}. To be used under the {@link StateLock}, but for {@link #abandoned},
 * which a directory that is just being made or removed does not disturb: those begin with a dot.
 */
public final class SessionRecords {
  private static final String RECORD = "record";

  private final Path directory;

  /**
   * @param state the state directory's real path
   */
  SessionRecords(Path state) {
    this.directory = state.resolve("sessions");
  }

  /**
   * Returns the records of sessions whose process is gone.
   *
   * @throws WorkspaceException if a record can't be read: what that session left is unknown
   */
  public List<SessionRecord> abandoned() {
    return records(false);
  }

  /**
   * Returns the records of sessions that run.
   *
   * @throws WorkspaceException if a record can't be read
   */
  public List<SessionRecord> live() {
    return records(true);
  }

  /** Writes a record, and holds its lock until that is closed. */
  SessionLock begin(SessionRecord record) throws IOException {
    Path session = directory.resolve(record.id());
    Path preparing = directory.resolve("." + record.id());
    Files.createDirectory(
        PrivateFiles.directory(directory).resolve(preparing), PrivateFiles.DIRECTORY_MODE);
    SessionLock lock = SessionLock.acquire(preparing, session);
    try {
      PrivateFiles.write(preparing.resolve(RECORD), SessionRecordFormat.write(record));
      Files.move(preparing, session, StandardCopyOption.ATOMIC_MOVE);
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Forgets a session: its directory is renamed first, so that it never stands there by half. */
  void forget(String id) throws IOException {
    Path ended = directory.resolve("." + id);
    Files.move(directory.resolve(id), ended, StandardCopyOption.ATOMIC_MOVE);
    Trees.remove(ended.toString());
  }

  /** Removes directories that a killed process was just making or removing. */
  void removeLeftovers() throws IOException {
    for (Path entry : entries()) {
      if (entry.getFileName().toString().startsWith(".")) {
        Trees.remove(entry.toString());
      }
    }
  }

  private List<SessionRecord> records(boolean held) {
    List<SessionRecord> records = new ArrayList<>();
    for (Path entry : entries()) {
      if (!entry.getFileName().toString().startsWith(".")) {
        try {
          if (SessionLock.isHeld(entry) == held) {
            records.add(read(entry));
          }
        } catch (IOException | WorkspaceException e) {
          if (PrivateFiles.isThere(entry)) {
            throw unreadable(entry, e);
          }
        }
      }
    }
    return records;
  }

  private List<Path> entries() {
    if (!PrivateFiles.isThere(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SessionRecord read(Path session) throws IOException {
    SessionRecord record =
        SessionRecordFormat.read(
            Files.readString(session.resolve(RECORD), StandardCharsets.US_ASCII));
    if (!session.endsWith(record.id())) {
      throw new WorkspaceException("it belongs to the session " + record.id());
    }
    return record;
  }

  private static WorkspaceException unreadable(Path session, Exception cause) {
    return new WorkspaceException(
        session.resolve(RECORD)
            + " can't be read, so what its session left in its project is unknown; look through"
            + " the project for hooks, settings and start files that you don't know, then delete "
            + session,
        cause);
  }
}
