package dev.paddock.profile;

import java.nio.file.Path;

/**
 * A file or folder that a session gets, with everything in it.
 *
 * @param text the entry as it was written
 * @param path absolute and normalised: where it is inside the session; it need not exist
 * @param real where {@code path} led when the profile was read, every symbolic link followed. It is
 *     this path that was checked; who mounts it should refuse a link that has appeared since.
 */
public record PathGrant(String text, Path path, Path real) {
  /** Tells whether everything of this grant is part of the other one. */
  boolean isWithin(PathGrant other) {
    return path.startsWith(other.path) && real.startsWith(other.real);
  }
}
