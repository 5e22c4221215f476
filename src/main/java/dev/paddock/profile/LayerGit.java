package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * What one layer says in its part [git].
 *
 * @param push empty if the layer does not say what may be pushed
 */
record LayerGit(
    Optional<List<Sourced<BranchPattern>>> push,
    List<Sourced<BranchPattern>> protect,
    List<Sourced<RefPattern>> refs,
    List<Sourced<RepositoryPattern>> remotes,
    List<Sourced<RepositoryPattern>> fetch,
    Optional<Sourced<Long>> largest,
    Optional<Sourced<Boolean>> sign,
    Optional<Sourced<Landing>> land) {}
