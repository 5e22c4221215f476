package dev.paddock.workspace;

import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import dev.paddock.workspace.Inventory.HardLinked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Gives files of the project that have a name elsewhere (a package store, a clone by links) a copy
 * of their own, so that a session which writes them changes nothing outside.
 */
public final class HardLinks {
  private HardLinks() {}

  /** Told after each file. */
  @FunctionalInterface
  public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /** Called with the number of files that have their own copy now, and of all. */
    void separated(int done, int total);
  }

  /**
   * Replaces each file by a copy with the same content, mode, times, user attributes and, as far as
   * the caller may, owner.
   *
   * @param root the project's real path
   * @return the number of files that were replaced
   * @throws WorkspaceException naming the first file that can't be; those before it are done, it
   *     itself is untouched and nothing temporary is left
   */
  static int separate(String root, List<HardLinked> files, Progress progress) {
    int done = 0;
    for (HardLinked file : files) {
      String path = root + "/" + file.path();
      try {
        separate(path, file);
      } catch (IOException | InvalidPathException e) {
        throw new WorkspaceException(
            path
                + " has a further name outside of what a session may write, and could not be"
                + " given a copy of its own; copy it by hand, hide it in the profile, or remove"
                + " one of its names",
            e);
      }
      progress.separated(++done, files.size());
    }
    return done;
  }

  private static void separate(String path, HardLinked file) throws IOException {
    if (!FileNames.isPlain(path)) {
      throw new IOException("its name is not UTF-8");
    }
    Path original = Path.of(path);
    Path copy = Path.of(FreshName.temporary(Names.parent(path)));
    requireUnchanged(path, file);
    try {
      Files.copy(original, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      PrivateFiles.chmod(copy, FileStatus.of(path).mode());
      if (Files.size(copy) != file.size()) {
        throw new IOException("it changes while it is copied");
      }
      requireUnchanged(path, file);
      Files.move(copy, original, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /** The ctime is left out: it moves when another of the file's names is separated. */
  private static void requireUnchanged(String path, HardLinked file) throws IOException {
    FileStatus now = FileStatus.of(path);
    if (now.device() != file.identity().device()
        || now.inode() != file.identity().inode()
        || now.size() != file.size()
        || !now.isRegularFile()) {
      throw new IOException("it has changed since it was looked at");
    }
  }
}
