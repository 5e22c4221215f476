package dev.paddock.relay;

import dev.paddock.relay.RefUpdate.Kind;
import dev.paddock.relay.RelayEvents.RefChange;
import java.io.IOException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/** Computes the facts on which {@link PushPolicy} decides. */
final class RefUpdates {
  private RefUpdates() {}

  /**
   * Computes what a change comes to.
   *
   * @param repository with what upstream has, and what is pushed
   * @param upstream as just seen
   */
  static RefUpdate of(Repository repository, RefChange change, UpstreamRefs upstream)
      throws IOException {
    String ref = change.ref();
    String now = upstream.ids().getOrDefault(ref, ObjectId.zeroId().name());
    boolean isDefault = upstream.defaultBranches().contains(ref);
    if (Mirror.isZero(change.newId())) {
      return new RefUpdate(ref, Kind.DELETE, change.oldId().equals(now), false, isDefault);
    }
    try (RevWalk walk = new RevWalk(repository)) {
      RevObject tip = walk.parseAny(ObjectId.fromString(change.newId()));
      boolean branch = ref.startsWith("refs/heads/");
      boolean commit = (branch ? tip : walk.peel(tip)) instanceof RevCommit;
      return new RefUpdate(
          ref, kind(walk, change, tip), change.oldId().equals(now), commit, isDefault);
    }
  }

  private static Kind kind(RevWalk walk, RefChange change, RevObject tip) throws IOException {
    if (Mirror.isZero(change.oldId())) {
      return Kind.CREATE;
    }
    try {
      RevObject before = walk.parseAny(ObjectId.fromString(change.oldId()));
      return before instanceof RevCommit old
              && tip instanceof RevCommit now
              && walk.isMergedInto(old, now)
          ? Kind.FAST_FORWARD
          : Kind.REWRITE;
    } catch (MissingObjectException e) {
      return Kind.REWRITE; // what can't be looked at is not known to be an ancestor
    }
  }
}
