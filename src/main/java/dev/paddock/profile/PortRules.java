package dev.paddock.profile;

import java.util.List;

/**
 * The part [ports] of a profile; port numbers from 1 to 65535.
 *
 * @param publish servers inside that this machine may connect to
 * @param reach servers on this machine that the session may connect to
 */
public record PortRules(List<Sourced<Integer>> publish, List<Sourced<Integer>> reach) {
  static final PortRules NONE = new PortRules(List.of(), List.of());

  /** Keeps lists that nobody changes. */
  public PortRules {
    publish = List.copyOf(publish);
    reach = List.copyOf(reach);
  }
}
