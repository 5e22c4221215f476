package dev.paddock.home;

import java.nio.file.Path;

/**
 * One thing that exists in HOME inside. All of these are immutable values.
 *
 * <p>Where an entry has a {@code source}, that is the real path outside, free of symbolic links
 * when it was looked at; {@code path} is where it is seen inside. The two differ if the owner has
 * made a symbolic link. Who mounts a source must not follow a link in it.
 */
public sealed interface HomeEntry {
  /** Returns where it is seen inside: absolute, nearly always in HOME. */
  Path path();

  /**
   * A cache, given copy-on-write: changes never reach the source.
   *
   * @param source a directory
   */
  record CacheEntry(Path path, Path source) implements HomeEntry {}

  /**
   * Installed programs or their data, given read-only.
   *
   * @param source a directory or a regular file
   */
  record ToolchainEntry(Path path, Path source) implements HomeEntry {}

  /**
   * An ordinary file, private to the session, with this content: tools may change it, or replace it
   * by renaming another over it. Its missing parents are private folders.
   *
   * @param mode permissions, as in chmod(2)
   */
  record DotfileEntry(Path path, Contents contents, int mode) implements HomeEntry {}

  /**
   * A file whose content is fixed: mounted read-only over what is there. It lies directly in the
   * folder of a {@link StateEntry}, where an empty regular file is kept for the mount.
   */
  record FixedFileEntry(Path path, Contents contents) implements HomeEntry {}

  /**
   * A folder that a session may write and that is kept for the next one.
   *
   * @param source a directory of Paddock's own, mode 0700, whose content must be taken as hostile
   */
  record StateEntry(Path path, Path source) implements HomeEntry {}
}
