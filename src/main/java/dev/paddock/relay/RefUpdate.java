package dev.paddock.relay;

/**
 * What a push wants of one ref, as facts that were computed from the objects and from upstream.
 *
 * @param ref in full
 * @param kind what happens to it
 * @param oldIsUpstreams whether the old id is what upstream has now
 * @param newIsCommit whether the new id is a commit, or, for a ref that is no branch, a tag of one
 * @param isDefaultBranch whether upstream's HEAD names it
 */
record RefUpdate(
    String ref, Kind kind, boolean oldIsUpstreams, boolean newIsCommit, boolean isDefaultBranch) {
  /** What happens to a ref. */
  enum Kind {
    CREATE,
    /** The old commit is an ancestor of the new one. */
    FAST_FORWARD,
    /** Anything else: commits would be lost, or there are none. */
    REWRITE,
    DELETE
  }
}
