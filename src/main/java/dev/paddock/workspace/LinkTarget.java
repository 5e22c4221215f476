package dev.paddock.workspace;

/** Where a protected entry leads if it is a symbolic link, all links on the way resolved. */
public sealed interface LinkTarget {
  /** The entry is no symbolic link. */
  record NoLink() implements LinkTarget {}

  /**
   * It leads to something inside the project, which has to be read-only as well.
   *
   * @param path the target below the project; the empty path is the project itself
   */
  record Inside(String path, Identity identity, boolean directory) implements LinkTarget {}

  /** It leads out of the project, where a session can't write. */
  record Outside(String path) implements LinkTarget {}

  /** It leads to nothing, or in a circle. */
  record Nowhere() implements LinkTarget {}

  /** Where it leads can't be told, because a name on the way is no text. */
  record Unreadable() implements LinkTarget {}

  /** Tells whether it still leads to the same thing. */
  default boolean isSame(LinkTarget other) {
    if (this instanceof Inside before && other instanceof Inside now) {
      return before.directory == now.directory
          && before.identity.isSame(now.identity, before.directory);
    }
    return !(this instanceof Unreadable) && equals(other);
  }
}
