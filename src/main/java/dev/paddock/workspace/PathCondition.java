package dev.paddock.workspace;

/**
 * A question about a path in the project, answered by the caller's profile: is it hidden from the
 * session, is its write protection lifted? Asked once for every entry of the project, so it must be
 * cheap, and from one thread at a time.
 */
@FunctionalInterface
public interface PathCondition {
  /** Holds for no path. */
  PathCondition NONE = (path, directory) -> false;

  /**
   * Tells whether the condition holds.
   *
   * @param relativePath the path below the project, without a leading slash, as {@code
   *     dev.paddock.linux.FileNames} decodes it
   * @param directory whether it is a directory; a symbolic link is none
   */
  boolean matches(String relativePath, boolean directory);
}
