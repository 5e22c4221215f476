package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.file.LockFile;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.FS;

/**
 * Lands HEAD and index of one worktree, after the refs have landed: both or neither, and only if
 * nobody outside has touched them and nothing is half done.
 */
final class WorktreeLanding {
  private static final int LARGEST_INDEX = 1 << 30;
  private static final List<String> HALF_DONE =
      List.of(
          "MERGE_HEAD",
          "CHERRY_PICK_HEAD",
          "REVERT_HEAD",
          "rebase-merge",
          "rebase-apply",
          "sequencer",
          "BISECT_START");

  private final HostRepository host;
  private final UntrustedFolder session;
  private final KeptFolder kept;
  private final String worktree;
  private final boolean last;

  /**
   * @param worktree its own folder, as {@link Baseline} names it
   * @param last whether nothing of the session runs any more
   */
  WorktreeLanding(
      HostRepository host,
      UntrustedFolder session,
      KeptFolder kept,
      String worktree,
      boolean last) {
    this.host = host;
    this.session = session;
    this.kept = kept;
    this.worktree = worktree;
    this.last = last;
  }

  /** How it went. */
  sealed interface Outcome {
    /** Both sides have the same HEAD, this one, and the same index. */
    record Agreed(String head) implements Outcome {}

    /** It may still come. */
    record NotYet() implements Outcome {}

    /** The host's stay. */
    record Refused(String why) implements Outcome {}
  }

  Outcome land(Baseline agreed) throws IOException {
    Optional<String> head = RefTable.read(session, Baseline.in(worktree, "HEAD"));
    Optional<byte[]> index = session.read(Baseline.in(worktree, "index"), LARGEST_INDEX);
    Optional<String> before = Optional.ofNullable(agreed.heads().get(worktree));
    if (head.isEmpty() || before.isEmpty()) {
      return new Outcome.Refused("its HEAD is gone or malformed inside");
    }
    boolean sameIndex = isAgreed(index);
    if (head.equals(before) && sameIndex) {
      return new Outcome.Agreed(head.get());
    }
    Optional<String> halfDone = halfDone();
    if (halfDone.isPresent()) {
      return last ? new Outcome.Refused(halfDone.get()) : new Outcome.NotYet();
    }
    try (UntrustedFolder outside = UntrustedFolder.open(kept.host())) {
      if (!RefTable.read(outside, Baseline.in(worktree, "HEAD")).equals(before)) {
        return new Outcome.Refused("HEAD was changed outside as well");
      }
    }
    Optional<String> obstacle = obstacle(head.get());
    if (obstacle.isPresent()) {
      return last ? new Outcome.Refused(obstacle.get()) : new Outcome.NotYet();
    }
    try {
      return landBoth(head.get(), !head.equals(before), sameIndex ? Optional.empty() : index);
    } catch (CorruptObjectException e) {
      return new Outcome.Refused("the index is malformed: " + e.getMessage());
    }
  }

  private Outcome landBoth(String head, boolean moves, Optional<byte[]> index) throws IOException {
    if (index.isPresent()) {
      Optional<String> problem = landIndex(index.get());
      if (problem.isPresent()) {
        return last ? new Outcome.Refused(problem.get()) : new Outcome.NotYet();
      }
    }
    if (moves && !landHead(head)) {
      return new Outcome.Refused("HEAD is locked or was changed outside");
    }
    return new Outcome.Agreed(head);
  }

  private boolean isAgreed(Optional<byte[]> index) throws IOException {
    Optional<Path> agreed = kept.agreedIndex(worktree);
    return index.isEmpty()
        || (agreed.isPresent() && Arrays.equals(index.get(), Files.readAllBytes(agreed.get())));
  }

  private Optional<String> halfDone() throws IOException {
    for (String name : HALF_DONE) {
      if (session.status(Baseline.in(worktree, name)).isPresent()) {
        return Optional.of("a merge, rebase or the like is not finished inside");
      }
      if (Files.exists(kept.host().resolve(Baseline.in(worktree, name)))) {
        return Optional.of("a merge, rebase or the like is under way outside");
      }
    }
    return Optional.empty();
  }

  /** What HEAD names must have landed. */
  private Optional<String> obstacle(String head) throws IOException {
    if (head.startsWith("ref: ")) {
      String branch = head.substring("ref: ".length());
      if (RefKind.of(branch) != RefKind.BRANCH
          || !org.eclipse.jgit.lib.Repository.isValidRefName(branch)) {
        return Optional.of("HEAD names no branch");
      }
      Optional<String> inside = Optional.ofNullable(RefTable.read(session).ids().get(branch));
      ObjectId outside = host.at(branch);
      return inside.map(ObjectId::fromString).orElse(ObjectId.zeroId()).equals(outside)
          ? Optional.empty()
          : Optional.of(branch + " has not landed");
    }
    String problem = Connectivity.problem(host.repository(), List.of(ObjectId.fromString(head)));
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  private boolean landHead(String head) throws IOException {
    if (worktree.isEmpty()) {
      return head.startsWith("ref: ")
          ? host.link(head.substring("ref: ".length()))
          : host.detach(ObjectId.fromString(head));
    }
    LockFile lock = new LockFile(kept.host().resolve(worktree).resolve("HEAD").toFile());
    if (!lock.lock()) {
      return false;
    }
    lock.write((head + "\n").getBytes(StandardCharsets.UTF_8));
    return lock.commit();
  }

  /**
   * Writes the index anew, entry by entry: of what a session wrote nothing but paths, modes, ids
   * and times is taken.
   *
   * @return what keeps it from landing
   */
  private Optional<String> landIndex(byte[] bytes) throws IOException {
    Path temporary = kept.place().resolve("index.taken");
    Files.write(temporary, bytes);
    DirCache inside = read(temporary);
    File file = kept.host().resolve(Baseline.in(worktree, "index")).toFile();
    DirCache agreed = read(kept.agreedIndex(worktree).orElse(temporary));
    Map<String, DirCacheEntry> known = new HashMap<>();
    if (kept.agreedIndex(worktree).isPresent()) {
      for (int i = 0; i < agreed.getEntryCount(); i++) {
        known.put(key(agreed.getEntry(i)), agreed.getEntry(i));
      }
    }
    DirCache outside = DirCache.lock(file, FS.DETECTED);
    try {
      if (!isSame(outside, known)) {
        return Optional.of("the index was changed outside as well");
      }
      Optional<String> problem = problem(inside, known);
      if (problem.isPresent()) {
        return problem;
      }
      DirCacheBuilder builder = outside.builder();
      for (int i = 0; i < inside.getEntryCount(); i++) {
        builder.add(inside.getEntry(i));
      }
      builder.finish();
      outside.write();
      if (!outside.commit()) {
        return Optional.of("the index can't be written");
      }
      kept.agreeOnIndex(worktree, temporary);
      return Optional.empty();
    } finally {
      outside.unlock();
      Files.deleteIfExists(temporary);
    }
  }

  private Optional<String> problem(DirCache inside, Map<String, DirCacheEntry> known)
      throws IOException {
    ObjectChecker checker = new ObjectChecker().setSafeForMacOS(true).setSafeForWindows(false);
    try (ObjectReader reader = host.repository().newObjectReader()) {
      for (int i = 0; i < inside.getEntryCount(); i++) {
        DirCacheEntry entry = inside.getEntry(i);
        checker.checkPath(entry.getPathString());
        DirCacheEntry before = known.get(key(entry));
        boolean link = FileMode.GITLINK.equals(entry.getRawMode());
        if (link
            && !last
            && (before == null || !before.getObjectId().equals(entry.getObjectId()))) {
          return Optional.of("a submodule was moved");
        }
        if (!link
            && (before == null || !before.getObjectId().equals(entry.getObjectId()))
            && !reader.has(entry.getObjectId())) {
          return Optional.of("the index names an object that is missing or malformed");
        }
      }
    }
    return Optional.empty();
  }

  /** Times are left out: git outside refreshes them when it looks. */
  private static boolean isSame(DirCache index, Map<String, DirCacheEntry> known) {
    if (index.getEntryCount() != known.size()) {
      return false;
    }
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      DirCacheEntry other = known.get(key(entry));
      if (other == null
          || entry.getRawMode() != other.getRawMode()
          || !entry.getObjectId().equals(other.getObjectId())) {
        return false;
      }
    }
    return true;
  }

  private static String key(DirCacheEntry entry) {
    return entry.getStage() + ":" + entry.getPathString();
  }

  private static DirCache read(Path file) throws IOException {
    try {
      return DirCache.read(file.toFile(), FS.DETECTED);
    } catch (RuntimeException e) {
      throw new CorruptObjectException(String.valueOf(e.getMessage()));
    }
  }
}
