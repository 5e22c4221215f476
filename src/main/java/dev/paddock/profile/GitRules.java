package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * The part [git] of a profile.
 *
 * @param push branches that may be created or fast-forwarded
 * @param protect branches that may not be pushed to, whatever {@code push} says
 * @param refs other refs that may be created, and never moved
 * @param remotes repositories that are served besides the project's own remotes, as these are
 * @param fetch repositories that may be fetched from, and not be pushed to
 * @param largest bytes of the largest file that a push may hold
 * @param sign whether commits may be signed with the owner's key; empty if the owner's own settings
 *     decide
 * @param land when commits reach the repository outside; empty only where no layer says it, which
 *     counts as {@link Landing#ASK}
 */
public record GitRules(
    List<Sourced<BranchPattern>> push,
    List<Sourced<BranchPattern>> protect,
    List<Sourced<RefPattern>> refs,
    List<Sourced<RepositoryPattern>> remotes,
    List<Sourced<RepositoryPattern>> fetch,
    Optional<Sourced<Long>> largest,
    Optional<Sourced<Boolean>> sign,
    Optional<Sourced<Landing>> land) {
  static final GitRules NONE =
      new GitRules(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Keeps lists that nobody changes. */
  public GitRules {
    push = List.copyOf(push);
    protect = List.copyOf(protect);
    refs = List.copyOf(refs);
    remotes = List.copyOf(remotes);
    fetch = List.copyOf(fetch);
  }

  /** Tells whether a branch, named without {@code refs/heads/}, may be pushed to. */
  public boolean mayPush(String branch) {
    return push.stream().anyMatch(pattern -> pattern.value().matches(branch))
        && protect.stream().noneMatch(pattern -> pattern.value().matches(branch));
  }

  /** Tells whether a ref that is no branch, named in full, may be created. */
  public boolean mayCreate(String ref) {
    return refs.stream().anyMatch(pattern -> pattern.value().matches(ref));
  }
}
