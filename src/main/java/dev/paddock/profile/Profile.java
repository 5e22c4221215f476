package dev.paddock.profile;

import java.util.List;

/**
 * What a session may touch, after all layers. Immutable; every entry knows where it comes from.
 *
 * @param credentials at most one of a name
 * @param environment the part [env]
 * @param autoMode the part [auto_mode]
 */
public record Profile(
    FileRules files,
    NetworkRules network,
    List<Sourced<CredentialRule>> credentials,
    PortRules ports,
    GitRules git,
    EnvironmentRules environment,
    Limits limits,
    AutoModeRules autoMode) {
  static final Profile NOTHING =
      new Profile(
          FileRules.NONE,
          NetworkRules.NONE,
          List.of(),
          PortRules.NONE,
          GitRules.NONE,
          EnvironmentRules.NONE,
          Limits.AUTOMATIC,
          AutoModeRules.NONE);

  /** Keeps a list that nobody changes. */
  public Profile {
    credentials = List.copyOf(credentials);
  }
}
