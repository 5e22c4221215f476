package dev.paddock.workspace;

import dev.paddock.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Guards projects against what a session leaves in them. One object serves any number of sessions;
 * thread-safe. Sessions begin and end one at a time among all processes that share the state
 * directory; while a session's hard links are being separated, others wait.
 *
 * <p>Several sessions may run in one project, or in one that lies in another. Whichever ends takes
 * everything that is new since it began, whoever made it, but nothing that another one knows
 * ({@link Trust}).
 */
public final class WorkspaceGuard {
  private final Path state;
  private final SessionRecords records;
  private final Quarantine quarantine;
  private final RunsOutside table;
  private final Clock clock;

  /**
   * @param state Paddock's state directory, made if need be; it must lie outside of every project
   * @throws WorkspaceException if it can't be made
   */
  public WorkspaceGuard(Path state, Clock clock) {
    try {
      this.state = PrivateFiles.directory(state).toRealPath();
    } catch (IOException e) {
      throw new WorkspaceException(
          "The state directory " + state + " can't be made; name one that you can write", e);
    }
    this.records = new SessionRecords(this.state);
    this.quarantine = new Quarantine(this.state);
    this.table = RunsOutside.bundled();
    this.clock = clock;
  }

  /**
   * Requires that one more folder of Paddock's own (its data, its configuration) does not lie where
   * a session may write, as {@link #open} does for the state directory.
   *
   * @param project what a session may write
   * @param what the folder is for, in a word for the message
   * @param folder it need not exist
   * @throws WorkspaceException if it lies in the project
   */
  public static void requireOutside(Path project, String what, Path folder) {
    try {
      Refusals.requireOutside(project.toRealPath(), what, folder);
    } catch (IOException e) {
      throw new WorkspaceException(
          "The project " + project + " can't be found; name a directory that exists", e);
    }
  }

  /** Returns what is held of ended sessions. */
  public Quarantine quarantine() {
    return quarantine;
  }

  /** Returns the records of sessions that run or were killed. */
  public SessionRecords records() {
    return records;
  }

  /**
   * Prepares a project for a session: takes what killed sessions left in it, gives hard-linked
   * files copies of their own, and records what is there.
   *
   * @param hidden what the session can't see
   * @param lifted the protected paths that the session may write all the same
   * @throws WorkspaceException if the project can't be guarded; no session may start then
   */
  public GuardedSession open(
      Path project, PathCondition hidden, PathCondition lifted, HardLinks.Progress progress) {
    String root = Refusals.realPath(project, state);
    try (StateLock _ = StateLock.acquire(state)) {
      records.removeLeftovers();
      FileStatus rootStatus = FileStatus.of(root);
      Identity rootIdentity = Identity.of(rootStatus);
      int uid = callerUid();
      List<QuarantineReport> swept = sweepBefore(root, rootIdentity, uid);
      ProjectScan first = new ProjectScan(root, table, hidden, lifted, uid);
      Inventory inventory = first.scan();
      Refusals.requireReadable(root, inventory);
      int separated = HardLinks.separate(root, inventory.hardLinked(), progress);
      if (separated > 0) {
        inventory = new ProjectScan(root, table, hidden, lifted, uid).scan();
        Refusals.requireReadable(root, inventory);
        Refusals.requireSeparated(root, inventory);
      }
      Trust trust = new Trust(root, overlapping(records.live(), root));
      List<Protected> known = trust.known(inventory);
      List<BareRepository> knownRepositories = trust.knownRepositories(inventory);
      SessionRecord record =
          new SessionRecord(
              SessionId.fresh(clock.instant()),
              root,
              rootIdentity,
              clock.instant(),
              known,
              knownRepositories,
              Trust.namings(inventory, known, knownRepositories));
      SessionLock lock = records.begin(record);
      return new GuardedSession(this, record, lock, inventory, lifted, separated, swept);
    } catch (IOException e) {
      throw new WorkspaceException("The project " + root + " can't be guarded", e);
    }
  }

  /**
   * Takes what killed sessions left, in every project. A project that is not where it was keeps its
   * record and is reported.
   */
  public List<QuarantineReport> sweepAbandoned() {
    try (StateLock _ = StateLock.acquire(state)) {
      records.removeLeftovers();
      int uid = callerUid();
      List<QuarantineReport> reports = new ArrayList<>();
      for (SessionRecord session : records.abandoned()) {
        if (Files.isDirectory(Path.of(session.project()))) {
          reports.add(sweep(session, session.project(), uid));
        } else {
          Finding missing = new Finding(".", "the project is not there any more");
          reports.add(
              new QuarantineReport(session.id(), session.project(), List.of(), List.of(missing)));
        }
      }
      return reports;
    } catch (IOException e) {
      throw new WorkspaceException("The state directory " + state + " can't be used", e);
    }
  }

  QuarantineReport end(SessionRecord record, SessionLock lock, PathCondition lifted) {
    try (StateLock _ = StateLock.acquire(state);
        SessionLock _ = lock) {
      Sweep sweep = new Sweep(table, quarantine, clock, callerUid());
      QuarantineReport report = sweep.after(record, record.project(), lifted);
      if (report.findings().isEmpty()) {
        records.forget(record.id());
      }
      return report;
    } catch (IOException e) {
      throw new WorkspaceException(
          "What the session left in "
              + record.project()
              + " could not be looked through; the next"
              + " session there tries again",
          e);
    }
  }

  private List<QuarantineReport> sweepBefore(String root, Identity rootIdentity, int uid)
      throws IOException {
    List<QuarantineReport> reports = new ArrayList<>();
    for (SessionRecord session : records.abandoned()) {
      boolean moved = session.projectIdentity().isSame(rootIdentity, true);
      if (moved || session.overlaps(root)) {
        QuarantineReport report = sweep(session, moved ? root : session.project(), uid);
        Refusals.requireClean(report, state);
        reports.add(report);
      }
    }
    return reports;
  }

  private QuarantineReport sweep(SessionRecord session, String root, int uid) throws IOException {
    Sweep sweep = new Sweep(table, quarantine, clock, uid);
    QuarantineReport report = sweep.after(session, root, PathCondition.NONE);
    if (report.findings().isEmpty()) {
      records.forget(session.id());
    }
    return report;
  }

  private static List<SessionRecord> overlapping(List<SessionRecord> sessions, String root) {
    return sessions.stream().filter(session -> session.overlaps(root)).toList();
  }

  /** The owner of a file that this process makes: whose files it, and so a session, may change. */
  private int callerUid() throws IOException {
    Path probe = Files.createTempFile(state, ".owner", "", PrivateFiles.FILE_MODE);
    try {
      return FileStatus.of(probe.toString()).uid();
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
