package dev.paddock.profile;

import java.util.List;

/**
 * What a session may touch, after all layers. Immutable; every entry knows where it comes from.
 *
 * @param credentials at most one of a name
 * @param environment the part [env]
 * @param autoMode the part [auto_mode]
 * @param permissions the part [permissions], and what agents' own rules became
 * @param classifier the part [classifier]
 * @param ask the part [ask]
 */
public record Profile(
    FileRules files,
    NetworkRules network,
    List<Sourced<CredentialRule>> credentials,
    PortRules ports,
    GitRules git,
    EnvironmentRules environment,
    Limits limits,
    AutoModeRules autoMode,
    PermissionRules permissions,
    ClassifierRules classifier,
    AskRules ask) {
  static final Profile NOTHING =
      new Profile(
          FileRules.NONE,
          NetworkRules.NONE,
          List.of(),
          PortRules.NONE,
          GitRules.NONE,
          EnvironmentRules.NONE,
          Limits.AUTOMATIC,
          AutoModeRules.NONE,
          PermissionRules.NONE,
          ClassifierRules.NONE,
          AskRules.NONE);

  /** Keeps a list that nobody changes. */
  public Profile {
    credentials = List.copyOf(credentials);
  }

  /**
   * Adds walls. What they make read-only as a whole is not writable any more.
   *
   * @param walls their patterns of paths are anchored to the root
   */
  public Profile with(PermissionRules walls) {
    List<Sourced<PathGrant>> write =
        files.write().stream()
            .filter(grant -> walls.readOnly().stream().noneMatch(wall -> covers(wall, grant)))
            .toList();
    return new Profile(
        new FileRules(write, files.writeExceptions(), files.read(), files.copy(), files.hide()),
        network,
        credentials,
        ports,
        git,
        environment,
        limits,
        autoMode,
        walls,
        classifier,
        ask);
  }

  /** Returns the same with another network and other keys for it. */
  public Profile with(NetworkRules reached, List<Sourced<CredentialRule>> keys) {
    return new Profile(
        files,
        reached,
        keys,
        ports,
        git,
        environment,
        limits,
        autoMode,
        permissions,
        classifier,
        ask);
  }

  private static boolean covers(Sourced<PathPattern> wall, Sourced<PathGrant> grant) {
    String path = grant.value().real().toString().substring(1);
    return wall.value().matches(path, true);
  }
}
