package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * The part [git] of a profile.
 *
 * @param push branches that may be created or fast-forwarded
 * @param protect branches that may not be pushed to, whatever {@code push} says
 * @param land when commits reach the repository outside; empty only where no layer says it, which
 *     counts as {@link Landing#ASK}
 */
public record GitRules(
    List<Sourced<BranchPattern>> push,
    List<Sourced<BranchPattern>> protect,
    Optional<Sourced<Landing>> land) {
  static final GitRules NONE = new GitRules(List.of(), List.of(), Optional.empty());

  /** Keeps lists that nobody changes. */
  public GitRules {
    push = List.copyOf(push);
    protect = List.copyOf(protect);
  }

  /** Tells whether a branch, named without {@code refs/heads/}, may be pushed to. */
  public boolean mayPush(String branch) {
    return push.stream().anyMatch(pattern -> pattern.value().matches(branch))
        && protect.stream().noneMatch(pattern -> pattern.value().matches(branch));
  }
}
