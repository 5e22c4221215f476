package dev.paddock.relay;

/** The owner's git, or the repository upstream, did not do what it should; in git's own words. */
final class GitFailure extends Exception {
  private static final long serialVersionUID = 1;

  GitFailure(String message) {
    super(message);
  }

  /** Returns what a session is told. */
  RelayRefusal refusal(String what) {
    return new RelayRefusal(
        "git-upstream-failed",
        what + " failed outside: " + getMessage(),
        "Try again; if it lasts, the owner looks whether the same works with git outside.");
  }
}
