package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;

/**
 * Something in the project that runs outside, as it was at one time.
 *
 * @param path below the project, as {@code FileNames} decodes it
 * @param target where it leads if it is a symbolic link
 * @param reason the table's
 */
public record Protected(
    String path,
    Kind kind,
    Identity identity,
    LinkTarget target,
    Guarding guarding,
    Protection protection,
    String reason) {

  /** What keeps a session from writing it. */
  public enum Guarding {
    /** It has to be mounted read-only. */
    READ_ONLY,
    /** It is hidden, or lies below a hidden directory. */
    MASKED,
    /** It lies in a protected directory, which is read-only as a whole. */
    COVERED,
    /** Nothing: the profile lets the session write it. */
    LIFTED
  }

  Protected at(String otherPath) {
    return new Protected(otherPath, kind, identity, target, guarding, protection, reason);
  }

  Protected guardedBy(Guarding other) {
    return new Protected(path, kind, identity, target, other, protection, reason);
  }

  /** Tells whether this is the same object, leading to the same thing, wherever it lies now. */
  boolean isSame(Protected other) {
    return kind == other.kind
        && identity.isSame(other.identity, kind == Kind.DIRECTORY)
        && target.isSame(other.target);
  }

  /** Tells whether this is the same object, leading to the same object, whatever is in it now. */
  boolean isSameObject(Protected other) {
    boolean sameTarget = target.isSame(other.target);
    if (target instanceof LinkTarget.Inside before
        && other.target instanceof LinkTarget.Inside now) {
      sameTarget = before.identity().isSame(now.identity(), true);
    }
    return kind == other.kind && identity.isSame(other.identity, true) && sameTarget;
  }
}
