package dev.paddock.profile;

import java.util.Optional;

/** Lays one layer's [permissions] upon another's. Not thread-safe. */
final class PermissionLayering {
  private final Notices notices;
  private Optional<Sourced<Boolean>> ceiling = Optional.empty();

  PermissionLayering(Notices notices) {
    this.notices = notices;
  }

  /** Keeps what the organisation says: who says that rules count is not overruled. */
  void setCeiling(PermissionRules organisations) {
    ceiling = organisations.imports();
  }

  PermissionRules owners(PermissionRules below, PermissionRules next) {
    return PermissionRules.of(
        ownersImport(below, next.imports()), LayerStack.union(below.allow(), next.allow()));
  }

  PermissionRules untrusted(PermissionRules below, PermissionRules next) {
    for (Sourced<String> line : next.allow()) {
      if (!LayerStack.has(below.allow(), line)) {
        notices.ignored("permissions.allow", line.value(), "can add nothing", line.origin());
      }
    }
    return PermissionRules.of(untrustedImport(below, next.imports()), below.allow());
  }

  private Optional<Sourced<Boolean>> ownersImport(
      PermissionRules below, Optional<Sourced<Boolean>> next) {
    if (next.isPresent() && !next.get().value() && ceiling.isPresent() && ceiling.get().value()) {
      notices.add(
          next.get().origin(),
          "permissions.import false is more than the organisation allows; true stays",
          "Ask who owns " + ceiling.get().origin().display());
      return ceiling;
    }
    return next.or(below::imports);
  }

  private Optional<Sourced<Boolean>> untrustedImport(
      PermissionRules below, Optional<Sourced<Boolean>> next) {
    if (next.isPresent() && !next.get().value() && below.areRead()) {
      notices.ignored("permissions.import", "false", "can only say true", next.get().origin());
      return below.imports();
    }
    return next.or(below::imports);
  }
}
