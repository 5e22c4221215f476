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
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int BASIC_STATS = 0x7ff;
  private static final int SIZE_OF_STATX = 256;
  private static final int S_IFMT = 0170000;
  private static final int S_IFREG = 0100000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFLNK = 0120000;
  private static final int S_IFSOCK = 0140000;
  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  /**
   * Reads a file's status.
   *
   * @throws LinuxException if the file can't be looked at; ENOENT if it is not there
   */
  public static FileStatus of(String path) throws LinuxException {
    Buffers buffers = BUFFERS.get();
    long name = buffers.name(path);
    SystemCalls.require(
        "statx",
        path,
        SystemCallNumbers.HERE.statx(),
        AT_FDCWD,
        name,
        AT_SYMLINK_NOFOLLOW,
        BASIC_STATS,
        buffers.status.address());
    return read(buffers.status);
  }

  /** Reads the status of what a descriptor refers to; the path is for the error's text only. */
  static FileStatus ofDescriptor(int descriptor, String path) throws LinuxException {
    Buffers buffers = BUFFERS.get();
    SystemCalls.require(
        "statx",
        path,
        SystemCallNumbers.HERE.statx(),
        descriptor,
        buffers.name(""),
        AT_EMPTY_PATH,
        BASIC_STATS,
        buffers.status.address());
    return read(buffers.status);
  }

  /** Native memory that is used again: a walk asks for every file of a project. */
  private static final class Buffers {
    private static final int PATH_MAX = 4096;
    private final MemorySegment name = Arena.ofAuto().allocate(PATH_MAX);
    private final MemorySegment status = Arena.ofAuto().allocate(SIZE_OF_STATX, 8);

    /**
     * Returns the address of the path as a C string. One that is too long fails as it would anyway.
     */
    long name(String path) {
      byte[] bytes = FileNames.encode(path);
      int length = Math.min(bytes.length, PATH_MAX);
      MemorySegment.copy(bytes, 0, name, ValueLayout.JAVA_BYTE, 0, length);
      if (length < PATH_MAX) {
        name.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
      }
      return name.address();
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

  /** Tells whether this is the file of a unix socket. */
  public boolean isSocket() {
    return (mode & S_IFMT) == S_IFSOCK;
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
