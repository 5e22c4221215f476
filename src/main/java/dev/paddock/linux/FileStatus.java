package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What statx(2) says of a file itself; a symbolic link is not followed.
 *
 * @param device the device number, major and minor joined; with {@code inode} the file's identity
 * @param mode type and permissions, as in inode(7)
 * @param links the number of hard links
 * @param size bytes
 * @param changed the time of the last change of status (ctime), nanoseconds since the epoch
 */
public record FileStatus(
    long device, long inode, int mode, long links, int uid, long size, long changed) {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int BASIC_STATS = 0x7ff;
  private static final int SIZE_OF_STATX = 256;
  private static final int S_IFMT = 0170000;
  private static final int S_IFREG = 0100000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFLNK = 0120000;

  /**
   * Reads a file's status.
   *
   * @throws LinuxException if the file can't be looked at; ENOENT if it is not there
   */
  public static FileStatus of(String path) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = SystemCalls.cString(arena, path);
      MemorySegment buffer = arena.allocate(SIZE_OF_STATX, 8);
      SystemCalls.require(
          "statx",
          path,
          SystemCallNumbers.HERE.statx(),
          AT_FDCWD,
          name.address(),
          AT_SYMLINK_NOFOLLOW,
          BASIC_STATS,
          buffer.address());
      return read(buffer);
    }
  }

  /** Tells whether this is a regular file. */
  public boolean isRegularFile() {
    return (mode & S_IFMT) == S_IFREG;
  }

  /** Tells whether this is a directory. */
  public boolean isDirectory() {
    return (mode & S_IFMT) == S_IFDIR;
  }

  /** Tells whether this is a symbolic link. */
  public boolean isSymbolicLink() {
    return (mode & S_IFMT) == S_IFLNK;
  }

  /** Layout of struct statx: linux/stat.h. */
  private static FileStatus read(MemorySegment s) {
    long major = Integer.toUnsignedLong(s.get(ValueLayout.JAVA_INT, 136));
    long minor = Integer.toUnsignedLong(s.get(ValueLayout.JAVA_INT, 140));
    return new FileStatus(
        major << 32 | minor,
        s.get(ValueLayout.JAVA_LONG, 32),
        Short.toUnsignedInt(s.get(ValueLayout.JAVA_SHORT, 28)),
        Integer.toUnsignedLong(s.get(ValueLayout.JAVA_INT, 16)),
        s.get(ValueLayout.JAVA_INT, 20),
        s.get(ValueLayout.JAVA_LONG, 40),
        s.get(ValueLayout.JAVA_LONG, 96) * 1_000_000_000L
            + Integer.toUnsignedLong(s.get(ValueLayout.JAVA_INT, 104)));
  }
}
