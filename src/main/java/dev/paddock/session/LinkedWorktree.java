package dev.paddock.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The git folder of the repository that a linked worktree belongs to (git-worktree(1)). It lies
 * outside the worktree, so it has to be granted for git to work there at all.
 */
final class LinkedWorktree {
  private static final String POINTER = "gitdir: ";
  private static final int LONGEST = 8192;

  private LinkedWorktree() {}

  /**
   * Finds the git folder, to be granted read-only.
   *
   * <p>The project's {@code .git} file alone proves nothing, since whoever made the project wrote
   * it: it could point at any folder. What counts is that the repository it points to names this
   * very worktree in turn, as git writes it when the owner makes a worktree.
   *
   * @param project real path
   * @return empty if the project is no linked worktree, or the two don't agree
   */
  static Optional<Path> gitFolder(Path project) {
    try {
      Path pointer = project.resolve(".git");
      if (!Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      String text = line(pointer);
      if (!text.startsWith(POINTER)) {
        return Optional.empty();
      }
      Path administrative = project.resolve(text.substring(POINTER.length())).toRealPath();
      Path common = administrative.resolve(line(administrative.resolve("commondir"))).toRealPath();
      boolean agrees =
          common.resolve("worktrees").equals(administrative.getParent())
              && Files.isSameFile(Path.of(line(administrative.resolve("gitdir"))), pointer)
              && Files.isRegularFile(common.resolve("HEAD"))
              && Files.isDirectory(common.resolve("objects"));
      return agrees ? Optional.of(common) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String line(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IOException(file + " is too long");
    }
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
