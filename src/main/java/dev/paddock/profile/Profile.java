package dev.paddock.profile;

/**
 * What a session may touch, after all layers. Immutable; every entry knows where it comes from.
 *
 * @param environment the part [env]
 */
public record Profile(
    FileRules files,
    NetworkRules network,
    PortRules ports,
    GitRules git,
    EnvironmentRules environment,
    Limits limits) {
  static final Profile NOTHING =
      new Profile(
          FileRules.NONE,
          NetworkRules.NONE,
          PortRules.NONE,
          GitRules.NONE,
          EnvironmentRules.NONE,
          Limits.AUTOMATIC);
}
