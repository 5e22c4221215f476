package dev.paddock.workspace;

import dev.paddock.linux.FileStatus;

/**
 * Which object a name stood for.
 *
 * @param changed the ctime in nanoseconds since the epoch
 */
public record Identity(long device, long inode, long changed) {

  static Identity of(FileStatus status) {
    return new Identity(status.device(), status.inode(), status.changed());
  }

  /**
   * Tells whether this is the same object, and unchanged if it is no directory. A directory's ctime
   * moves with every entry made in it, also by its rightful owner, and a file's inode number may be
   * used again: hence the difference.
   */
  boolean isSame(Identity other, boolean directory) {
    return device == other.device
        && inode == other.inode
        && (directory || changed == other.changed);
  }
}
