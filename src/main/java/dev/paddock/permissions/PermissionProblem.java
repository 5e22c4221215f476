package dev.paddock.permissions;

import dev.paddock.profile.Layer;
import dev.paddock.profile.Origin;

/**
 * Something in a file that can't be understood; what was understood of the file still counts.
 *
 * @param line counted from 1; 0 if it is the file as a whole
 * @param message safe to print
 */
public record PermissionProblem(PermissionFile file, int line, String message) {
  /** Returns the place as the profile tells places. */
  public Origin origin() {
    return new Origin(Layer.PERMISSIONS, file.file().toString(), line);
  }

  /** Returns {@code file:line: message}. */
  @Override
  public String toString() {
    return origin().display() + ": " + message;
  }
}
