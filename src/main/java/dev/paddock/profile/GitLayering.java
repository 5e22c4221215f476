package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lays one layer's [git] upon another's. Not thread-safe. */
final class GitLayering {
  private final Notices notices;
  private final LimitLayering limits;

  GitLayering(Notices notices, LimitLayering limits) {
    this.notices = notices;
    this.limits = limits;
  }

  GitRules owners(GitRules below, LayerGit next) {
    return new GitRules(
        next.push().orElse(below.push()),
        LayerStack.union(below.protect(), next.protect()),
        LayerStack.union(below.refs(), next.refs()),
        LayerStack.union(below.remotes(), next.remotes()),
        LayerStack.union(below.fetch(), next.fetch()),
        limits.ownersLargest(below.largest(), next.largest()),
        next.sign().or(below::sign),
        limits.ownersLanding(below.land(), next.land()));
  }

  GitRules untrusted(GitRules below, LayerGit next) {
    refuse("git.refs", below.refs(), next.refs(), RefPattern::text);
    refuse("git.remotes", below.remotes(), next.remotes(), RepositoryPattern::text);
    refuse("git.fetch", below.fetch(), next.fetch(), RepositoryPattern::text);
    return new GitRules(
        narrowPush(below.push(), next.push()),
        LayerStack.union(below.protect(), next.protect()),
        below.refs(),
        below.remotes(),
        below.fetch(),
        limits.untrustedLargest(below.largest(), next.largest()),
        untrustedSign(below.sign(), next.sign()),
        limits.untrustedLanding(below.land(), next.land()));
  }

  private <T> void refuse(
      String key, List<Sourced<T>> below, List<Sourced<T>> asked, Function<T, String> text) {
    for (Sourced<T> entry : asked) {
      if (!LayerStack.has(below, entry)) {
        notices.ignored(key, text.apply(entry.value()), "can add nothing", entry.origin());
      }
    }
  }

  private Optional<Sourced<Boolean>> untrustedSign(
      Optional<Sourced<Boolean>> below, Optional<Sourced<Boolean>> next) {
    if (next.isPresent() && next.get().value()) {
      notices.ignored("git.sign", "true", "can only say false", next.get().origin());
      return below;
    }
    return next.or(() -> below);
  }

  private List<Sourced<BranchPattern>> narrowPush(
      List<Sourced<BranchPattern>> below, Optional<List<Sourced<BranchPattern>>> asked) {
    if (asked.isEmpty()) {
      return below;
    }
    List<Sourced<BranchPattern>> kept = new ArrayList<>();
    for (Sourced<BranchPattern> entry : asked.get()) {
      if (below.stream().anyMatch(wider -> entry.value().isWithin(wider.value()))) {
        kept.add(entry);
        continue;
      }
      below.stream().filter(inner -> inner.value().isWithin(entry.value())).forEach(kept::add);
      notices.ignored(
          "git.push", entry.value().text(), "reaches beyond what may be pushed", entry.origin());
    }
    return LayerStack.union(List.of(), kept);
  }
}
