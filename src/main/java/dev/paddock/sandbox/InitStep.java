package dev.paddock.sandbox;

import dev.paddock.linux.ResourceLimit;

/**
 * One thing that the init stage does, in order, as root of its own user, mount and network
 * namespace. Paths are absolute and lie below the stage, but for the sources of overlays.
 */
public sealed interface InitStep {
  /** Mounts an empty file system in memory that holds at most so many bytes. */
  record MountScratch(String path, long bytes) implements InitStep {}

  /** Makes a directory; its parents must exist. */
  record MakeDirectory(String path, int mode) implements InitStep {}

  /** Makes a symbolic link. */
  record MakeLink(String content, String path) implements InitStep {}

  /** Writes a file of its own. */
  record WriteFile(String path, int mode, byte[] content) implements InitStep {}

  /** Mounts a copy-on-write view of a directory of the host. */
  record MountOverlay(String lower, String upper, String work, String target) implements InitStep {}

  /** Mounts a new instance of the pseudo-terminal file system. */
  record MountTerminals(String path) implements InitStep {}

  /** Brings the loopback interface up. */
  record RaiseLoopback() implements InitStep {}

  /**
   * Makes a range of IPv4 addresses local to the namespace: each can be listened on without being
   * assigned.
   *
   * @param address the first of the range
   * @param prefix its length in bits
   */
  record Route(String address, int prefix) implements InitStep {}

  /**
   * Makes a socket that is handed to the supervisor: one that listens, or, for datagrams, that is
   * bound.
   *
   * @param address a literal address, IPv4 or IPv6
   */
  record Listen(String address, int port, boolean datagram) implements InitStep {}

  /** Limits this process and all that it becomes and starts. */
  record Limit(ResourceLimit limit) implements InitStep {}

  /**
   * Mounts something of the host, which must be the very thing that was looked at, on a file or
   * directory of the stage.
   */
  record StageTree(String source, long device, long inode, String target) implements InitStep {}

  /**
   * Mounts a part of a staged tree, which must be the very thing that was looked at, on itself,
   * read-only.
   */
  record Seal(String tree, String path, long device, long inode) implements InitStep {}

  /**
   * Mounts a directory of the host, which must be the very one that was looked at, over a directory
   * of a staged tree, writable.
   */
  record Bind(String tree, String path, String source, long device, long inode)
      implements InitStep {}

  /** Mounts a directory of a staged tree on itself, writable, also below something sealed. */
  record Pin(String tree, String path) implements InitStep {}

  /** Mounts a file or directory of the stage over a part of a staged tree. */
  record Mask(String tree, String path, String with) implements InitStep {}
}
