package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * The part [permissions] of a profile, and the walls that agents' own permission rules became.
 *
 * @param imports whether those rules are read at all; empty only where no layer says it, which
 *     counts as true
 * @param allow commands that nobody has to be asked about, in Claude Code's form
 * @param hide what they mask, as {@code files.hide} does
 * @param readOnly what may not be written even where the profile lets it be written
 * @param closed hosts that can't be reached even where the profile allows them
 */
public record PermissionRules(
    Optional<Sourced<Boolean>> imports,
    List<Sourced<String>> allow,
    List<Sourced<PathPattern>> hide,
    List<Sourced<PathPattern>> readOnly,
    List<Sourced<DomainPattern>> closed) {
  static final PermissionRules NONE =
      new PermissionRules(Optional.empty(), List.of(), List.of(), List.of(), List.of());

  /** Keeps lists that nobody changes. */
  public PermissionRules {
    allow = List.copyOf(allow);
    hide = List.copyOf(hide);
    readOnly = List.copyOf(readOnly);
    closed = List.copyOf(closed);
  }

  /** What a layer itself can say: no walls. */
  static PermissionRules of(Optional<Sourced<Boolean>> imports, List<Sourced<String>> allow) {
    return new PermissionRules(imports, allow, List.of(), List.of(), List.of());
  }

  /** Tells whether agents' own permission rules are read. */
  public boolean areRead() {
    return imports.isEmpty() || imports.get().value();
  }

  /** Returns the rule that keeps a session from reaching a host, if there is one. */
  public Optional<Sourced<DomainPattern>> closing(String host) {
    return closed.stream().filter(pattern -> pattern.value().matches(host)).findFirst();
  }
}
