package dev.paddock.git;

import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/** What becomes of a ref that a session has changed. Pure. */
sealed interface RefDecision {
  /** Both sides agree, or nobody needs to know. */
  record Nothing() implements RefDecision {}

  /**
   * It is moved or made, if it is still where it was.
   *
   * @param expected empty if it must not exist
   */
  record Move(Optional<String> expected, String id) implements RefDecision {}

  /** It is removed, and where it was is kept under another name. */
  record Remove(String expected) implements RefDecision {}

  /** The host's stays; the session's is kept under another name. */
  record Keep(String id, String why) implements RefDecision {}

  /** The host's stays, and the owner is told. */
  record Tell(String why) implements RefDecision {}

  /**
   * Decides.
   *
   * @param ref its full name
   * @param agreed where it was when both sides agreed
   * @param inside where the session has it
   * @param outside where the host has it
   * @param ownsIt whether the session itself made it
   */
  static RefDecision of(
      String ref,
      Optional<String> agreed,
      Optional<String> inside,
      Optional<String> outside,
      boolean ownsIt) {
    if (inside.equals(agreed) || inside.equals(outside)) {
      return new Nothing();
    }
    return switch (RefKind.of(ref)) {
      case BRANCH, NOTES -> ofBranch(ref, agreed, inside, outside, ownsIt);
      case TAG -> ofTag(ref, agreed, inside, outside);
      case REMOTE_TRACKING ->
          inside.isPresent() && outside.equals(agreed) && isValid(ref)
              ? new Move(outside, inside.get())
              : new Nothing();
      case STASH, OF_NO_USE_OUTSIDE -> new Nothing();
      case OTHER -> new Tell("refs of this kind stay inside");
    };
  }

  private static RefDecision ofBranch(
      String ref,
      Optional<String> agreed,
      Optional<String> inside,
      Optional<String> outside,
      boolean ownsIt) {
    if (!isValid(ref)) {
      return new Tell("it is no valid name");
    }
    if (inside.isEmpty()) {
      return ownsIt && outside.isPresent() && outside.equals(agreed)
          ? new Remove(outside.get())
          : new Tell("it was deleted inside, and stays; delete it yourself if that is meant");
    }
    if (!outside.equals(agreed)) {
      return new Keep(inside.get(), "it was moved outside as well");
    }
    return new Move(outside, inside.get());
  }

  private static RefDecision ofTag(
      String ref, Optional<String> agreed, Optional<String> inside, Optional<String> outside) {
    if (inside.isEmpty()) {
      return new Tell("it was deleted inside, and stays; delete it yourself if that is meant");
    }
    if (!isValid(ref)) {
      return new Tell("it is no valid name");
    }
    return agreed.isEmpty() && outside.isEmpty()
        ? new Move(outside, inside.get())
        : new Keep(inside.get(), "a tag that exists is not moved");
  }

  /** As git-branch(1) and git-tag(1) take names, which is less than git-check-ref-format(1). */
  private static boolean isValid(String ref) {
    String name = ref.substring(ref.indexOf('/', "refs/".length()) + 1);
    return Repository.isValidRefName(ref)
        && !name.startsWith("-")
        && !name.equals("HEAD")
        && !name.startsWith("refs/");
  }
}
