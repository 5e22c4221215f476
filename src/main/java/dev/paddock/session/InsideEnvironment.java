package dev.paddock.session;

import dev.paddock.profile.EnvironmentRules;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The variables that exist inside: those that the profile passes, and the few that follow from
 * being inside.
 */
final class InsideEnvironment {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private InsideEnvironment() {}

  /**
   * Returns them.
   *
   * @param isRoot whether the caller is called root inside
   * @param network what the session's network needs; wins over the caller's
   */
  static SequencedMap<String, String> of(
      Caller caller,
      boolean isRoot,
      EnvironmentRules rules,
      String session,
      Map<String, String> network) {
    TreeMap<String, String> inside = new TreeMap<>();
    for (Map.Entry<String, String> variable : caller.environment().entrySet()) {
      if (rules.passes(variable.getKey())) {
        inside.put(variable.getKey(), variable.getValue());
      }
    }
    inside.putAll(network);
    inside.putIfAbsent("PATH", DEFAULT_PATH);
    inside.put("HOME", caller.home().toString());
    inside.put("PADDOCK_SESSION", session);
    if (isRoot) {
      // Root's tar gives files their owners back, which takes a capability that nobody has inside.
      inside.putIfAbsent("TAR_OPTIONS", "--no-same-owner");
    }
    return inside;
  }
}
