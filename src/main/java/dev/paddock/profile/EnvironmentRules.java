package dev.paddock.profile;

import java.util.List;

/**
 * The part [env] of a profile: an allow-list.
 *
 * @param pass the variables that a session inherits
 */
public record EnvironmentRules(List<Sourced<VariablePattern>> pass) {
  static final EnvironmentRules NONE = new EnvironmentRules(List.of());

  /** Keeps a list that nobody changes. */
  public EnvironmentRules {
    pass = List.copyOf(pass);
  }

  /** Tells whether a session inherits the variable. */
  public boolean passes(String variable) {
    return pass.stream().anyMatch(pattern -> pattern.value().passes(variable));
  }
}
