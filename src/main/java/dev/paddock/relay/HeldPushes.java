package dev.paddock.relay;

import dev.paddock.relay.RelayEvents.RefChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Pushes that wait for the owner. Works in any process, also when the session has ended. Nothing of
 * it may be reachable from inside.
 */
public final class HeldPushes implements AutoCloseable {
  private static final int MOST_COMMITS = 200;

  private final HeldStore store;
  private final Path mirrors;
  private final PushLimits limits;
  private final OwnersGit git;

  /** Opens the folder where they are. */
  public HeldPushes(
      RelaySettings.RelayFolders folders, RelaySettings.Owner owner, PushLimits limits) {
    this.store = new HeldStore(folders.held());
    this.mirrors = folders.mirrors();
    this.limits = limits;
    this.git = new OwnersGit(owner);
  }

  /** Returns all, the oldest first. */
  public List<HeldPush> list() throws IOException {
    return store.all().stream().map(HeldStore.Entry::push).toList();
  }

  /** Finds one by its id. */
  public Optional<HeldPush> find(String id) throws IOException {
    return store.find(id).map(HeldStore.Entry::push);
  }

  /** Returns the commits that it brings, the newest first: an id, and the message's first line. */
  public List<String> commits(String id) throws IOException, RelayRefusal {
    HeldPush push = entry(id).push();
    List<String> commits = new ArrayList<>();
    try (Repository repository = Quarantine.open(store.repository(id));
        RevWalk walk = new RevWalk(repository)) {
      for (RefChange change : push.changes()) {
        mark(walk, change);
      }
      for (ObjectId known : repository.getAdditionalHaves()) {
        if (walk.peel(walk.parseAny(known)) instanceof RevCommit commit) {
          walk.markUninteresting(commit);
        }
      }
      for (RevCommit commit : walk) {
        if (commits.size() == MOST_COMMITS) {
          commits.add("…");
          break;
        }
        commits.add(commit.abbreviate(10).name() + " " + commit.getShortMessage());
      }
    }
    return List.copyOf(commits);
  }

  /**
   * Pushes it with the owner's git, if it still creates or fast-forwards what upstream has now.
   *
   * @return what became of each ref
   * @throws RelayRefusal if it must not, or upstream does not take it; it stays held
   */
  public List<RefChange> release(String id) throws IOException, RelayRefusal {
    HeldStore.Entry entry = entry(id);
    Upstream upstream =
        new Upstream(entry.push().repository(), entry.url(), entry.local(), Optional.empty());
    Mirror mirror = new Mirror(git, upstream, mirrors, limits);
    try {
      List<RefChange> changes = againstNow(entry.push(), mirror.refresh());
      OwnersPush.push(git, upstream, store.repository(id), changes, limits);
      mirror.accept(store.repository(id), changes, "held/" + id);
      store.drop(id);
      return changes;
    } catch (GitFailure e) {
      throw e.refusal("The push to " + upstream.name());
    }
  }

  /** Deletes it. */
  public void drop(String id) throws IOException, RelayRefusal {
    store.drop(entry(id).push().id());
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    git.close();
  }

  private List<RefChange> againstNow(HeldPush push, UpstreamRefs now)
      throws IOException, RelayRefusal {
    // Which refs are granted was decided when it was held; what upstream has may have changed.
    PushPolicy policy = new PushPolicy(new PushRules(branch -> true, ref -> true));
    List<RefChange> changes = new ArrayList<>();
    try (Repository repository = Quarantine.open(store.repository(push.id()))) {
      for (RefChange change : push.changes()) {
        String old = now.ids().getOrDefault(change.ref(), ObjectId.zeroId().name());
        RefChange current = new RefChange(change.ref(), old, change.newId());
        Optional<RelayRefusal> refusal = policy.refusal(RefUpdates.of(repository, current, now));
        if (refusal.isPresent()) {
          throw refusal.get();
        }
        changes.add(current);
      }
    }
    return changes;
  }

  private HeldStore.Entry entry(String id) throws IOException, RelayRefusal {
    return store
        .find(id)
        .orElseThrow(
            () ->
                new RelayRefusal(
                    "git-held-unknown",
                    "No push is held under the id \"" + id.replaceAll("[\\p{C}]", "?") + "\".",
                    "\"paddock allow push\" lists those that are."));
  }

  private static void mark(RevWalk walk, RefChange change) throws IOException {
    if (walk.peel(walk.parseAny(ObjectId.fromString(change.newId()))) instanceof RevCommit tip) {
      walk.markStart(tip);
    }
    if (!Mirror.isZero(change.oldId())
        && walk.parseAny(ObjectId.fromString(change.oldId())) instanceof RevCommit old) {
      walk.markUninteresting(old);
    }
  }
}
