package dev.paddock.profile;

import java.util.List;

/**
 * The part [network] of a profile.
 *
 * @param allow the hosts that may be reached
 * @param hosts finer rules; where a host has any, its requests have to satisfy one of them
 */
public record NetworkRules(List<Sourced<HostPort>> allow, List<Sourced<HostRule>> hosts) {
  static final NetworkRules NONE = new NetworkRules(List.of(), List.of());

  /** Keeps lists that nobody changes. */
  public NetworkRules {
    allow = List.copyOf(allow);
    hosts = List.copyOf(hosts);
  }
}
