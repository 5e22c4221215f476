package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A file or directory that is held by a descriptor, so that nobody can put another in its place
 * between looking at it and mounting it: a path that is looked up twice may lead to two things.
 *
 * <p>Symbolic links are refused anywhere on the way (openat2(2), RESOLVE_NO_SYMLINKS). Not
 * thread-safe.
 */
public final class PinnedPath implements AutoCloseable {
  private static final long O_PATH = 010000000;
  private static final long O_NOFOLLOW = 0400000;
  private static final long O_CLOEXEC = 02000000;
  private static final long RESOLVE_NO_MAGICLINKS = 2;
  private static final long RESOLVE_NO_SYMLINKS = 4;
  private static final long RESOLVE_BENEATH = 8;
  private static final int SIZE_OF_OPEN_HOW = 24;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_RECURSIVE = 0x8000;
  private static final int OPEN_TREE_CLONE = 1;
  private static final int OPEN_TREE_CLOEXEC = 02000000;
  private static final int MOVE_MOUNT_F_EMPTY_PATH = 4;
  private static final int MOVE_MOUNT_T_EMPTY_PATH = 0x40;
  private static final int SIZE_OF_MOUNT_ATTR = 32;
  private static final long MOUNT_ATTR_RDONLY = 1;

  private final long descriptor;
  private final String path;

  private PinnedPath(long descriptor, String path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /**
   * Pins an absolute path.
   *
   * @throws LinuxException ELOOP if there is a symbolic link on the way
   */
  public static PinnedPath of(String path) throws LinuxException {
    return open(Descriptor.AT_FDCWD, path, path, RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
  }

  /**
   * Pins a path below this directory; mounts on the way are entered.
   *
   * @throws LinuxException ELOOP if there is a symbolic link on the way, EXDEV if it leads out
   */
  public PinnedPath below(String relative) throws LinuxException {
    long how = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_BENEATH;
    return open(descriptor, relative, path + "/" + relative, how);
  }

  /** Returns a path by which this process opens the very thing that is pinned (proc(5), fd). */
  String descriptorPath() {
    return "/proc/self/fd/" + descriptor;
  }

  /** Tells what is pinned. */
  public FileStatus status() throws LinuxException {
    return FileStatus.ofDescriptor((int) descriptor, path);
  }

  /**
   * Mounts what is pinned, with all mounts below it, on another pinned path (open_tree(2),
   * mount_setattr(2), move_mount(2)).
   *
   * @param readOnly whether nobody can write through the new mount, or whoever the files let
   */
  public void mountOn(PinnedPath target, boolean readOnly) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      long empty = arena.allocate(1).address();
      SystemCallNumbers numbers = SystemCallNumbers.HERE;
      long tree =
          SystemCalls.require(
              "open_tree",
              path,
              numbers.openTree(),
              descriptor,
              empty,
              OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE | AT_EMPTY_PATH,
              0,
              0);
      try {
        MemorySegment attributes = arena.allocate(SIZE_OF_MOUNT_ATTR, 8);
        attributes.set(ValueLayout.JAVA_LONG, readOnly ? 0 : 8, MOUNT_ATTR_RDONLY);
        SystemCalls.require(
            "mount_setattr",
            path,
            numbers.mountSetattr(),
            tree,
            empty,
            AT_EMPTY_PATH | AT_RECURSIVE,
            attributes.address(),
            SIZE_OF_MOUNT_ATTR);
        SystemCalls.require(
            "move_mount",
            target.path,
            numbers.moveMount(),
            tree,
            empty,
            target.descriptor,
            empty,
            MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
      } finally {
        SystemCalls.raw(numbers.close(), tree, 0, 0, 0, 0, 0);
      }
    }
  }

  @Override
  public void close() {
    SystemCalls.raw(SystemCallNumbers.HERE.close(), descriptor, 0, 0, 0, 0, 0);
  }

  private static PinnedPath open(long directory, String name, String path, long resolve)
      throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment how = arena.allocate(SIZE_OF_OPEN_HOW, 8);
      how.set(ValueLayout.JAVA_LONG, 0, O_PATH | O_NOFOLLOW | O_CLOEXEC);
      how.set(ValueLayout.JAVA_LONG, 16, resolve);
      long descriptor =
          SystemCalls.require(
              "openat2",
              path,
              SystemCallNumbers.HERE.openat2(),
              directory,
              SystemCalls.cString(arena, name).address(),
              how.address(),
              SIZE_OF_OPEN_HOW,
              0);
      return new PinnedPath(descriptor, path);
    }
  }
}
