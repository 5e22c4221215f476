package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lists directories with getdents64(2), which tells each entry's type without a stat: a tree of
 * 50,000 files is walked in a fraction of the time that {@code java.nio.file} needs.
 *
 * <p>Not thread-safe: one reader a thread, closed after use.
 */
public final class DirectoryReader implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int O_DIRECTORY = 0200000;
  private static final int O_NOFOLLOW = 0400000;
  private static final int O_CLOEXEC = 02000000;
  private static final int BUFFER = 64 * 1024;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment buffer = arena.allocate(BUFFER, 8);
  private final byte[] copy = new byte[BUFFER];

  /** What an entry is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    SYMBOLIC_LINK,
    SOCKET,
    OTHER
  }

  /**
   * One entry of a directory.
   *
   * @param name the bare name, decoded by {@link FileNames}
   */
  public record Entry(String name, Kind kind, long inode) {}

  /**
   * Returns the entries of a directory but "." and "..", in the file system's order. The last
   * component of the path is not followed if it is a symbolic link.
   *
   * @throws LinuxException ENOTDIR or ELOOP if it is no directory, EACCES if it can't be read
   */
  public List<Entry> list(String directory) throws LinuxException {
    long fd;
    try (Arena scratch = Arena.ofConfined()) {
      fd =
          SystemCalls.require(
              "open",
              directory,
              SystemCallNumbers.HERE.openat(),
              AT_FDCWD,
              SystemCalls.cString(scratch, directory).address(),
              O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC,
              0,
              0);
    }
    try {
      List<Entry> entries = new ArrayList<>();
      while (true) {
        long read =
            SystemCalls.require(
                "getdents64",
                directory,
                SystemCallNumbers.HERE.getdents64(),
                fd,
                buffer.address(),
                BUFFER,
                0,
                0);
        if (read == 0) {
          return entries;
        }
        parse(directory, (int) read, entries);
      }
    } finally {
      SystemCalls.raw(SystemCallNumbers.HERE.close(), fd, 0, 0, 0, 0, 0);
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  /**
   * struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name. One copy, then no more
   * native access.
   */
  private void parse(String directory, int read, List<Entry> entries) throws LinuxException {
    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, copy, 0, read);
    ByteBuffer records = ByteBuffer.wrap(copy, 0, read).order(ByteOrder.nativeOrder());
    for (int at = 0; at < read; ) {
      int length = Short.toUnsignedInt(records.getShort(at + 16));
      int nameAt = at + 19;
      int end = nameAt;
      while (copy[end] != 0) {
        end++;
      }
      String name = FileNames.decode(Arrays.copyOfRange(copy, nameAt, end));
      if (!name.equals(".") && !name.equals("..")) {
        entries.add(new Entry(name, kind(copy[at + 18], directory, name), records.getLong(at)));
      }
      at += length;
    }
  }

  private static Kind kind(byte type, String directory, String name) throws LinuxException {
    return switch (type) {
      case 4 -> Kind.DIRECTORY;
      case 8 -> Kind.FILE;
      case 10 -> Kind.SYMBOLIC_LINK;
      case 12 -> Kind.SOCKET;
      case 0 -> kindByStatus(directory + "/" + name); // DT_UNKNOWN: some file systems don't say
      default -> Kind.OTHER;
    };
  }

  private static Kind kindByStatus(String path) throws LinuxException {
    FileStatus status = FileStatus.of(path);
    if (status.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (status.isRegularFile()) {
      return Kind.FILE;
    }
    if (status.isSocket()) {
      return Kind.SOCKET;
    }
    return status.isSymbolicLink() ? Kind.SYMBOLIC_LINK : Kind.OTHER;
  }
}
