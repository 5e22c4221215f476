package dev.paddock.workspace;

import java.util.List;

/**
 * What became of the things that a session left.
 *
 * @param project the project's path
 * @param taken what is in the quarantine now
 * @param findings what could not be moved; if there is any, the session's record is kept, and no
 *     session starts in the project until it is gone
 */
public record QuarantineReport(
    String session, String project, List<Taken> taken, List<Finding> findings) {
  public QuarantineReport {
    taken = List.copyOf(taken);
    findings = List.copyOf(findings);
  }
}
