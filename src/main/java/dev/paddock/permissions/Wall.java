package dev.paddock.permissions;

import dev.paddock.profile.DomainPattern;
import dev.paddock.profile.PathPattern;

/** What the kernel, or who stands outside, keeps a session from. Patterns of paths are absolute. */
public sealed interface Wall {
  /** It is masked, as by the profile's {@code files.hide}. */
  record Hidden(PathPattern pattern) implements Wall {}

  /** It can't be changed. */
  record ReadOnly(PathPattern pattern) implements Wall {}

  /** Such hosts can't be reached. */
  record Closed(DomainPattern pattern) implements Wall {}
}
