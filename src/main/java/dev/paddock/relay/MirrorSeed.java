package dev.paddock.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Gives a new mirror what the owner's clone has of upstream already, so that it is not downloaded
 * again. The clone is read by JGit, which executes nothing that is written there.
 */
final class MirrorSeed {
  /** Where its tips stand until the first fetch: git asks upstream for what they don't reach. */
  static final String REFS = "refs/paddock/seed/";

  private MirrorSeed() {}

  /**
   * Seeds a mirror. A clone that is not whole (shallow, partial, with objects elsewhere) or can't
   * be read is left alone: then everything is downloaded.
   *
   * @param objects the folder of objects of the owner's clone
   */
  static void plant(OwnersGit git, Path objects, Path mirror, PushLimits limits)
      throws IOException, GitFailure {
    Path clone = objects.resolveSibling("").normalize();
    if (!isWhole(clone, objects)) {
      return;
    }
    Set<String> tips = new LinkedHashSet<>();
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(clone.toFile()).setBare().build()) {
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/remotes/", "refs/tags/")) {
        ObjectId id = ref.getObjectId();
        if (id != null && repository.getObjectDatabase().has(id)) {
          tips.add(id.name());
        }
      }
    }
    if (!shares(objects, mirror)) {
      return;
    }
    StringBuilder commands = new StringBuilder();
    for (String tip : tips) {
      commands.append("create ").append(REFS).append(tip).append(' ').append(tip).append('\n');
    }
    if (git.local(mirror, commands.toString(), limits.quick(), "update-ref", "--stdin").status()
        != 0) {
      BareRepository.delete(mirror);
      BareRepository.create(mirror);
    }
  }

  /** The owner's git may tidy up meanwhile; what was shared until then does no harm. */
  private static boolean shares(Path objects, Path mirror) {
    try {
      BareRepository.shareObjects(objects, mirror.resolve("objects"));
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static boolean isWhole(Path clone, Path objects) throws IOException {
    if (!Files.isDirectory(objects.resolve("pack"))
        || !Files.exists(clone.resolve("HEAD"))
        || Files.exists(clone.resolve("shallow"))
        || Files.exists(objects.resolve("info/alternates"))) {
      return false;
    }
    try (Stream<Path> packs = Files.list(objects.resolve("pack"))) {
      return packs.noneMatch(pack -> pack.toString().endsWith(".promisor"));
    }
  }
}
