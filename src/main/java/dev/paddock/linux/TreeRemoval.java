package dev.paddock.linux;

import dev.paddock.linux.DirectoryReader.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Removes whole trees; symbolic links are things of their own and never followed. */
public final class TreeRemoval {
  private static final int OWNER_ALL = 0700;

  private TreeRemoval() {}

  /**
   * Removes a file or a tree, also where directories are closed to their owner.
   *
   * @param path names below it may be no text; it itself must be
   */
  public static void remove(String path) throws IOException {
    FileStatus status = FileStatus.of(path);
    if (status.isDirectory()) {
      openUp(path, status);
      for (Entry entry : list(path)) {
        remove(path + "/" + entry.name());
      }
    }
    FileSystemCalls.remove(path, status.isDirectory());
  }

  /** Gives the owner access to a directory, if its name lets us. */
  public static void openUp(String path, FileStatus status) throws IOException {
    if ((status.mode() & OWNER_ALL) != OWNER_ALL && FileNames.isPlain(path)) {
      Files.setAttribute(Path.of(path), "unix:mode", (status.mode() | OWNER_ALL) & 07777);
    }
  }

  private static List<Entry> list(String directory) throws IOException {
    try (DirectoryReader reader = new DirectoryReader()) {
      return reader.list(directory);
    }
  }
}
