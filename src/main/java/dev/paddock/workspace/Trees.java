package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader;
import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.FileSystemCalls;
import dev.paddock.linux.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * Copies and removes whole trees; symbolic links are things of their own and never followed. Names
 * below may be no text; the tree's own path must be.
 */
final class Trees {
  private static final int OWNER_ALL = 0700;
  private static final int OWNER_READ = 0400;

  /** A sparse file costs a session nothing, and its copy the whole disk. */
  private static final long MOST_BYTES = 1L << 30;

  private Trees() {}

  /** Tells whether it holds or means something by itself: a file, a directory, a symbolic link. */
  static boolean isCopyable(FileStatus status) {
    return status.isRegularFile() || status.isDirectory() || status.isSymbolicLink();
  }

  /**
   * Copies with modes, times and user attributes; the target must not exist. FIFOs, sockets and
   * devices are left out: opening one may wait forever, and none holds anything.
   *
   * @return how many were left out
   * @throws IOException also if a file is too large to be copied
   */
  static int copy(Path source, Path target) throws IOException {
    FileStatus status = FileStatus.of(source.toString());
    if (status.isDirectory()) {
      return copyDirectory(source, target, status);
    }
    if (!isCopyable(status)) {
      return 1;
    }
    if (status.isRegularFile()) {
      requireCopyableSize(source, status);
      if ((status.mode() & OWNER_READ) == 0) {
        PrivateFiles.chmod(source, status.mode() | OWNER_READ);
      }
    }
    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    if (status.isRegularFile()) {
      PrivateFiles.chmod(target, status.mode());
    }
    return 0;
  }

  private static void requireCopyableSize(Path source, FileStatus status) throws IOException {
    if (status.size() > MOST_BYTES) {
      throw new IOException(
          source
              + " is larger than 1 GiB, and the quarantine is on another file system, so it would"
              + " have to be copied");
    }
  }

  private static int copyDirectory(Path source, Path target, FileStatus status) throws IOException {
    FileTime modified = Files.getLastModifiedTime(source, LinkOption.NOFOLLOW_LINKS);
    openUp(source.toString(), status);
    FileSystemCalls.makeDirectory(target.toString(), OWNER_ALL);
    int leftOut = 0;
    for (Entry entry : list(source.toString())) {
      leftOut +=
          FileNames.isPlain(entry.name())
              ? copy(source.resolve(entry.name()), target.resolve(entry.name()))
              : copyUnderPlainName(source, target, entry.name());
    }
    Files.setLastModifiedTime(target, modified);
    PrivateFiles.chmod(target, status.mode());
    return leftOut;
  }

  /** A name that is no text can be renamed, but not opened: it is given another while copying. */
  private static int copyUnderPlainName(Path source, Path target, String name) throws IOException {
    String from = FreshName.temporary(source.toString());
    String to = FreshName.temporary(target.toString());
    FreshName.rename(source + "/" + name, from);
    try {
      int leftOut = copy(Path.of(from), Path.of(to));
      if (PrivateFiles.isThere(Path.of(to))) {
        FreshName.rename(to, target + "/" + name);
      }
      return leftOut;
    } finally {
      FreshName.rename(from, source + "/" + name);
    }
  }

  /** Removes a file or a tree, also where directories are closed to their owner. */
  static void remove(String path) throws IOException {
    TreeRemoval.remove(path);
  }

  /** Gives the owner access to a directory, if its name lets us. */
  static void openUp(String path, FileStatus status) throws IOException {
    TreeRemoval.openUp(path, status);
  }

  private static List<Entry> list(String directory) throws IOException {
    try (DirectoryReader reader = new DirectoryReader()) {
      return reader.list(directory);
    }
  }
}
