package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * The part [network] of a profile.
 *
 * @param allow the hosts that may be reached
 * @param privateHosts names that may lead to private, loopback or link-local addresses; they allow
 *     nothing by themselves
 * @param registries whether the registries of the machine's package managers may be read from;
 *     empty only where no layer says it, which counts as false
 * @param hosts finer rules; where a host has any, its requests have to satisfy one of them
 */
public record NetworkRules(
    List<Sourced<HostPort>> allow,
    List<Sourced<String>> privateHosts,
    Optional<Sourced<Boolean>> registries,
    List<Sourced<HostRule>> hosts) {
  static final NetworkRules NONE =
      new NetworkRules(List.of(), List.of(), Optional.empty(), List.of());

  /** Keeps lists that nobody changes. */
  public NetworkRules {
    allow = List.copyOf(allow);
    privateHosts = List.copyOf(privateHosts);
    hosts = List.copyOf(hosts);
  }

  /** Tells whether the registries of the machine's package managers may be read from. */
  public boolean hasRegistries() {
    return registries.isPresent() && registries.get().value();
  }

  /** Tells whether a name may lead to a private, loopback or link-local address. */
  public boolean mayBePrivate(String host) {
    return privateHosts.stream().anyMatch(name -> name.value().equals(host));
  }

  /** Tells whether anything in here lets a session reach a host. */
  public boolean names(String host) {
    return allow.stream().anyMatch(entry -> entry.value().host().equals(host))
        || hosts.stream().anyMatch(rule -> rule.value().host().equals(host));
  }
}
