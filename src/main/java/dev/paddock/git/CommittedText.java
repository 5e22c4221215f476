package dev.paddock.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The text files of a repository as they were committed at one time: what the session finds there
 * and did not write. Bounded in size and time; beyond the bounds, and where anything fails, the
 * answer is no. Thread-safe.
 */
public final class CommittedText {
  private static final int LARGEST_FILE = 1 << 20;
  private static final long MOST_BYTES = 64L << 20;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int MOST_ANSWERS = 10_000;

  private final Path gitFolder;
  private final Optional<String> commit;
  private final BiPredicate<String, String> names;
  private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

  private CommittedText(
      Path gitFolder, Optional<String> commit, BiPredicate<String, String> names) {
    this.gitFolder = gitFolder;
    this.commit = commit;
    this.names = names;
  }

  /**
   * Takes the commit that HEAD names now; its files are read when they are asked for. A repository
   * without commits has no text.
   *
   * @param gitFolder the repository's own folder outside, or a worktree's
   * @param names whether a text names a value
   */
  public static CommittedText atHead(Path gitFolder, BiPredicate<String, String> names) {
    try {
      return new CommittedText(gitFolder, HeadFile.commit(gitFolder), names);
    } catch (IOException e) {
      return new CommittedText(gitFolder, Optional.empty(), names);
    }
  }

  /** Whether a file, or the path of one, names a value. */
  public boolean contains(String value) {
    Boolean known = answers.get(value);
    if (known != null) {
      return known;
    }
    boolean found = commit.isPresent() && search(commit.get(), value);
    if (answers.size() < MOST_ANSWERS) {
      answers.put(value, found);
    }
    return found;
  }

  /** One search at a time: it reads the whole tree. */
  private synchronized boolean search(String id, String value) {
    long end = System.nanoTime() + LONGEST_NANOS;
    long left = MOST_BYTES;
    try (Repository repository = open(gitFolder);
        ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      ObjectId root = repository.resolve(id + "^{tree}");
      if (root == null) {
        return false;
      }
      walk.addTree(root);
      walk.setRecursive(true);
      while (walk.next() && System.nanoTime() < end && left > 0) {
        if (names.test(walk.getPathString(), value)) {
          return true;
        }
        if (isFile(walk.getFileMode(0))) {
          ObjectLoader file = reader.open(walk.getObjectId(0), Constants.OBJ_BLOB);
          left -= Math.min(file.getSize(), LARGEST_FILE);
          if (file.getSize() <= LARGEST_FILE && names(file, value)) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private boolean names(ObjectLoader file, String value) throws IOException {
    byte[] bytes = file.getCachedBytes(LARGEST_FILE);
    return !RawText.isBinary(bytes) && names.test(new String(bytes, StandardCharsets.UTF_8), value);
  }

  private static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }

  /**
   * Opens the objects alone. The repository's own settings could name files that never end, and
   * nothing here depends on them: a folder that is not there has none.
   */
  private static Repository open(Path gitFolder) throws IOException {
    NoSettings.please();
    return new FileRepositoryBuilder()
        .setGitDir(gitFolder.resolve("no-settings").toFile())
        .setObjectDirectory(gitFolder.resolve("objects").toFile())
        .setBare()
        .build();
  }
}
