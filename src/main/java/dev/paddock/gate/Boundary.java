package dev.paddock.gate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that somebody said is not to be done.
 *
 * @param kind what
 * @param path where only; relative to the project or absolute; empty for everywhere. For {@link
 *     Kind#OUTSIDE} the one place that may be changed
 * @param words as they were said
 */
record Boundary(Kind kind, Optional<Path> path, String words) {
  /** What is not to be done. */
  enum Kind {
    /** Git's push. */
    PUSH,
    /** Git's commit. */
    COMMIT,
    /** Removing, emptying, or moving away. */
    DELETE,
    /** Installing packages. */
    INSTALL,
    /** Publishing. */
    PUBLISH,
    /** Deploying, and changing infrastructure. */
    DEPLOY,
    /** Opening or merging requests for review, and writing where others read. */
    REQUEST,
    /** Changing any file. */
    CHANGE,
    /** Changing files elsewhere than in one place. */
    OUTSIDE
  }
}
