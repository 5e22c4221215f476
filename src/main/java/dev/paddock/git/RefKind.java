package dev.paddock.git;

/** What kind of ref a full name is. */
enum RefKind {
  BRANCH,
  TAG,
  REMOTE_TRACKING,
  NOTES,
  STASH,
  /** Bookkeeping of one worktree or one command. */
  OF_NO_USE_OUTSIDE,
  /** Among them refs/replace, which makes git show other objects than those that are there. */
  OTHER;

  static RefKind of(String ref) {
    if (ref.startsWith("refs/heads/")) {
      return BRANCH;
    }
    if (ref.startsWith("refs/tags/")) {
      return TAG;
    }
    if (ref.startsWith("refs/remotes/")) {
      return REMOTE_TRACKING;
    }
    if (ref.startsWith("refs/notes/")) {
      return NOTES;
    }
    if (ref.equals("refs/stash")) {
      return STASH;
    }
    return ref.startsWith("refs/bisect/")
            || ref.startsWith("refs/rewritten/")
            || ref.startsWith("refs/worktree/")
            || ref.startsWith("refs/prefetch/")
            || ref.startsWith("refs/paddock/")
        ? OF_NO_USE_OUTSIDE
        : OTHER;
  }
}
