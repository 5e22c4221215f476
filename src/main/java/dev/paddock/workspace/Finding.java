package dev.paddock.workspace;

/**
 * Something that should have been quarantined and is still in the project.
 *
 * @param path below the project
 * @param problem why it could not be moved
 */
public record Finding(String path, String problem) {
  @Override
  public String toString() {
    return Printable.of(path + " is still there: " + problem);
  }
}
