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
  void setCeiling(Optional<Sourced<Boolean>> organisations) {
    ceiling = organisations;
  }

  PermissionRules owners(PermissionRules below, Optional<Sourced<Boolean>> next) {
    if (next.isPresent() && !next.get().value() && ceiling.isPresent() && ceiling.get().value()) {
      notices.add(
          next.get().origin(),
          "permissions.import false is more than the organisation allows; true stays",
          "Ask who owns " + ceiling.get().origin().display());
      return PermissionRules.of(ceiling);
    }
    return PermissionRules.of(next.or(below::imports));
  }

  PermissionRules untrusted(PermissionRules below, Optional<Sourced<Boolean>> next) {
    if (next.isPresent() && !next.get().value() && below.areRead()) {
      notices.ignored("permissions.import", "false", "can only say true", next.get().origin());
      return below;
    }
    return PermissionRules.of(next.or(below::imports));
  }
}
