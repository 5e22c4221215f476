package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.workspace.Inventory.Unreadable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Looks through the project of a session that has ended, and takes what is new. */
record Sweep(RunsOutside table, Quarantine quarantine, Clock clock, int callerUid) {
  /**
   * Below the kernel's limit for a path (PATH_MAX, 4096 with the NUL), so that a tree nested deeper
   * than that can be renamed by a directory in the middle.
   */
  private static final int LONG_PATH = 3000;

  /**
   * Sweeps.
   *
   * @param root where the session's project is now
   * @param lifted as it was for the session; if that is not known, nothing was lifted
   */
  QuarantineReport after(SessionRecord session, String root, PathCondition lifted) {
    // A hidden directory that a session made itself was not hidden from it: look everywhere.
    Inventory now =
        new ProjectScan(root, table, PathCondition.NONE, lifted, callerUid)
            .scanAfterwards(session.namings());
    List<Candidate> candidates = new ArrayList<>(new Comparison(session).whatIsNew(now));
    List<Finding> findings = new ArrayList<>();
    for (Unreadable closed : now.unreadable()) {
      if (closed.changeable()) {
        addUnreadable(root, closed, candidates, findings);
      }
    }
    Path place = quarantine.of(session.id());
    QuarantineReport report =
        Taking.take(session.id(), root, place, OuterFirst.sorted(candidates), clock.instant());
    findings.addAll(report.findings());
    return new QuarantineReport(session.id(), root, report.taken(), findings);
  }

  /** What can't be looked through may hold anything, so it is taken as a whole. */
  private static void addUnreadable(
      String root, Unreadable closed, List<Candidate> candidates, List<Finding> findings) {
    String path = closed.path();
    while (root.length() + path.length() > LONG_PATH) {
      path = Names.parent(path);
    }
    if (path.isEmpty()) {
      findings.add(new Finding(".", closed.cause()));
      return;
    }
    try {
      Identity identity = Identity.of(FileStatus.of(root + "/" + path));
      String reason = "it could not be looked through: " + closed.cause();
      candidates.add(new Candidate(path, Kind.DIRECTORY, identity, reason));
    } catch (LinuxException e) {
      findings.add(new Finding(path, String.valueOf(e.getMessage())));
    }
  }
}
