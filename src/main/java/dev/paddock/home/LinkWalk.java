package dev.paddock.home;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds the real path of something in HOME, following at most one symbolic link that is the user's.
 *
 * <p>Why one: owners link {@code ~/.vimrc} to a folder of dotfiles, which may itself be a project
 * that agents work on. A session there may replace the file by a link of its own, to a secret; that
 * is the second link, and it is refused. Links that root owns are free when the user is not root:
 * no session can make them.
 */
final class LinkWalk {
  private static final int MOST_LINKS = 40;

  private final Path home;
  private final Path realHome;
  private final int user;

  LinkWalk(Path home, Path realHome, int user) {
    this.home = home;
    this.realHome = realHome;
    this.user = user;
  }

  /**
   * Returns the real path.
   *
   * @throws NoSuchFileException if it is not there
   * @throws FileSystemLoopException if a second link would have to be followed
   * @throws IOException if it can't be looked at
   */
  Path realPath(Path path) throws IOException {
    Deque<Path> rest = new ArrayDeque<>();
    Path at = enter(path, rest);
    int links = 0;
    int usersLinks = 0;
    while (!rest.isEmpty()) {
      Path next = at.resolve(rest.pop());
      if (!Files.isSymbolicLink(next)) {
        at = next;
        continue;
      }
      links++;
      if (owner(next) != 0 || user == 0) {
        usersLinks++;
      }
      if (usersLinks > 1 || links > MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      at = enter(at.resolve(Files.readSymbolicLink(next)).normalize(), rest);
    }
    if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path.toString());
    }
    return at;
  }

  /** Starts at the real HOME or at the root, and puts the names to walk before the others. */
  private Path enter(Path path, Deque<Path> rest) {
    boolean inHome = path.startsWith(home);
    Path names = inHome ? home.relativize(path) : Path.of("/").relativize(path);
    for (int i = names.getNameCount() - 1; i >= 0; i--) {
      if (!names.getName(i).toString().isEmpty()) {
        rest.push(names.getName(i));
      }
    }
    return inHome ? realHome : Path.of("/");
  }

  static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
