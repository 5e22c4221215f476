package dev.paddock.workspace;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a session's project from before the session: whatever else runs outside and is
 * there afterwards, the session may have made.
 *
 * @param id made of letters, digits and hyphens
 * @param project the project's real path
 * @param namings what the repositories that are known name as something to run
 * @param projectIdentity by which the project is found again after it was renamed
 */
public record SessionRecord(
    String id,
    String project,
    Identity projectIdentity,
    Instant started,
    List<Protected> known,
    List<BareRepository> knownRepositories,
    List<Naming> namings) {

  public SessionRecord {
    known = List.copyOf(known);
    knownRepositories = List.copyOf(knownRepositories);
    namings = List.copyOf(namings);
  }

  /** Tells whether an absolute path lies in this session's project. */
  boolean contains(String absolutePath) {
    return absolutePath.equals(project) || absolutePath.startsWith(project + "/");
  }

  /** Tells whether the projects of two sessions share files. */
  boolean overlaps(String otherProject) {
    return contains(otherProject) || project.startsWith(otherProject + "/");
  }
}
