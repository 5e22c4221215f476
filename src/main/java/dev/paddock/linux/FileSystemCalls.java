package dev.paddock.linux;

import java.lang.foreign.Arena;

/**
 * Questions about files and changes to directories, by names that {@link FileNames} decoded, which
 * may not be UTF-8 and then have no {@code java.nio.file.Path}. The last component is never
 * followed if it is a symbolic link. Stateless and thread-safe.
 */
public final class FileSystemCalls {
  private static final int AT_FDCWD = -100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int RENAME_NOREPLACE = 1;
  private static final int R_OK = 4;

  private FileSystemCalls() {}

  /** Tells whether this process may read a file, following links (faccessat(2), R_OK). */
  public static boolean isReadable(String path) {
    try (Arena arena = Arena.ofConfined()) {
      return SystemCalls.raw(
              SystemCallNumbers.HERE.faccessat(),
              AT_FDCWD,
              SystemCalls.cString(arena, path).address(),
              R_OK,
              0,
              0,
              0)
          == 0;
    }
  }

  /**
   * Renames a file or directory; nothing that exists is replaced (renameat2(2)).
   *
   * @throws LinuxException EEXIST if the new name is taken, EXDEV across file systems, EINVAL if
   *     the file system can't promise not to replace
   */
  public static void rename(String from, String to) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCalls.require(
          "rename",
          from,
          SystemCallNumbers.HERE.renameat2(),
          AT_FDCWD,
          SystemCalls.cString(arena, from).address(),
          AT_FDCWD,
          SystemCalls.cString(arena, to).address(),
          RENAME_NOREPLACE);
    }
  }

  /**
   * Makes a directory (mkdirat(2)).
   *
   * @param mode permissions, of which the process's umask is taken away
   * @throws LinuxException EEXIST if the name is taken
   */
  public static void makeDirectory(String path, int mode) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCalls.require(
          "mkdir",
          path,
          SystemCallNumbers.HERE.mkdirat(),
          AT_FDCWD,
          SystemCalls.cString(arena, path).address(),
          mode,
          0,
          0);
    }
  }

  /**
   * Removes a name (unlinkat(2)).
   *
   * @param directory whether it is a directory, which must be empty
   */
  public static void remove(String path, boolean directory) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCalls.require(
          "unlink",
          path,
          SystemCallNumbers.HERE.unlinkat(),
          AT_FDCWD,
          SystemCalls.cString(arena, path).address(),
          directory ? AT_REMOVEDIR : 0,
          0,
          0);
    }
  }
}
