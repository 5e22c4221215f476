package dev.paddock.git;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The repository outside, as the landing writes to it. Not thread-safe. */
final class HostRepository implements AutoCloseable {
  private final Repository repository;
  private final String message;

  private HostRepository(Repository repository, String message) {
    this.repository = repository;
    this.message = message;
  }

  /**
   * Opens it.
   *
   * @param session named in the reflogs
   */
  static HostRepository open(Path gitFolder, String session) throws IOException {
    NoSettings.please();
    return new HostRepository(
        new FileRepositoryBuilder().setGitDir(gitFolder.toFile()).setMustExist(true).build(),
        "paddock: session " + session);
  }

  Repository repository() {
    return repository;
  }

  /** Returns where a ref is now, or 40 zeros. */
  ObjectId at(String ref) throws IOException {
    var found = repository.exactRef(ref);
    ObjectId id = found == null ? null : found.getObjectId();
    return id == null ? ObjectId.zeroId() : id;
  }

  /**
   * Moves a ref if it is where it is expected.
   *
   * @param expected 40 zeros for one that must not exist
   * @return whether it was moved
   */
  boolean move(String ref, ObjectId expected, ObjectId id, String why) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(expected);
    update.setNewObjectId(id);
    update.setForceUpdate(true);
    update.setForceRefLog(true);
    update.setRefLogMessage(message + ": " + why, false);
    return isDone(update.update());
  }

  /** Removes a ref if it is where it is expected. */
  boolean remove(String ref, ObjectId expected) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(expected);
    update.setForceUpdate(true);
    return isDone(update.delete());
  }

  /** Lets HEAD name a branch. */
  boolean link(String branch) throws IOException {
    RefUpdate update = repository.updateRef("HEAD");
    update.setRefLogMessage(message + ": checkout", false);
    return isDone(update.link(branch));
  }

  /** Lets HEAD name a commit. */
  boolean detach(ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef("HEAD", true);
    update.setNewObjectId(id);
    update.setRefLogMessage(message + ": checkout", false);
    return isDone(update.forceUpdate());
  }

  @Override
  public void close() {
    repository.close();
  }

  private static boolean isDone(RefUpdate.Result result) {
    return switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE, RENAMED -> true;
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          IO_FAILURE,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON ->
          false;
    };
  }
}
