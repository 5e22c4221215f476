package dev.paddock.profile;

/**
 * What became of one file, or of the flags, when a profile was read.
 *
 * @param file the file's path; for the layers that are none, what they are called
 */
public record LayerState(Layer layer, String file, Status status) {
  /** What became of it. */
  public enum Status {
    /** There is no such file, or no flag was given. */
    ABSENT,
    /** It was read; it is its owner's. */
    READ,
    /** The project's file was read, and its exact content is trusted. */
    TRUSTED,
    /** The project's file was read, and only narrows. */
    UNTRUSTED
  }
}
