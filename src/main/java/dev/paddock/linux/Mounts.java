package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** New mounts in this process's mount namespace (mount(2)). */
public final class Mounts {
  private static final long MS_NOSUID = 2;
  private static final long MS_NODEV = 4;
  private static final long MS_NOEXEC = 8;

  private Mounts() {}

  /**
   * Mounts an empty file system in memory (tmpfs(5)).
   *
   * @param bytes the most that it may hold
   */
  public static void tmpfs(String target, long bytes) throws LinuxException {
    mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=" + bytes);
  }

  /**
   * Mounts a new instance of the pseudo-terminal file system (devpts, with its own numbers from 0
   * on).
   */
  public static void devpts(String target) throws LinuxException {
    mount("devpts", target, "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620");
  }

  /**
   * Mounts a copy-on-write view of a directory (the kernel's overlayfs, with "userxattr" as user
   * namespaces need it). Changes go to {@code upper}.
   */
  public static void overlay(String lower, String upper, String work, String target)
      throws LinuxException {
    String options =
        "lowerdir=" + escape(lower) + ",upperdir=" + escape(upper) + ",workdir=" + escape(work);
    mount("overlay", target, "overlay", MS_NOSUID | MS_NODEV, options + ",userxattr");
  }

  /** A comma ends an option, and a colon a lower directory. */
  private static String escape(String path) {
    return path.replace("\\", "\\\\").replace(",", "\\,").replace(":", "\\:");
  }

  private static void mount(String source, String target, String type, long flags, String options)
      throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment typeName = SystemCalls.cString(arena, type);
      SystemCalls.require(
          "mount " + type + " on",
          target,
          SystemCallNumbers.HERE.mount(),
          SystemCalls.cString(arena, source).address(),
          SystemCalls.cString(arena, target).address(),
          typeName.address(),
          flags,
          SystemCalls.cString(arena, options).address());
    }
  }
}
