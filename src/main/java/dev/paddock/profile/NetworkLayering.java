package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays one layer's [network] upon another's. Not thread-safe. */
final class NetworkLayering {
  private static final int HTTPS = 443;

  private final Notices notices;
  private Optional<Sourced<Boolean>> ceiling = Optional.empty();

  NetworkLayering(Notices notices) {
    this.notices = notices;
  }

  /** Keeps what the organisation says about registries: who says no is not overruled. */
  void setCeiling(NetworkRules organisations) {
    ceiling = organisations.registries();
  }

  NetworkRules owners(NetworkRules below, NetworkRules next) {
    return new NetworkRules(
        LayerStack.union(below.allow(), next.allow()),
        LayerStack.union(below.privateHosts(), next.privateHosts()),
        ownersRegistries(below.registries(), next.registries()),
        LayerStack.union(below.hosts(), next.hosts()));
  }

  NetworkRules untrusted(NetworkRules below, NetworkRules next) {
    return new NetworkRules(
        below.allow(),
        below.privateHosts(),
        untrustedRegistries(below, next.registries()),
        narrow(below, next.hosts()));
  }

  private Optional<Sourced<Boolean>> ownersRegistries(
      Optional<Sourced<Boolean>> below, Optional<Sourced<Boolean>> next) {
    if (next.isPresent() && next.get().value() && ceiling.isPresent() && !ceiling.get().value()) {
      notices.add(
          next.get().origin(),
          "network.registries true is more than the organisation allows; false stays",
          "Ask who owns " + ceiling.get().origin().display());
      return ceiling;
    }
    return next.or(() -> below);
  }

  private Optional<Sourced<Boolean>> untrustedRegistries(
      NetworkRules below, Optional<Sourced<Boolean>> next) {
    if (next.isPresent() && next.get().value() && !below.hasRegistries()) {
      notices.ignored("network.registries", "true", "can only say false", next.get().origin());
      return below.registries();
    }
    return next.or(below::registries);
  }

  /** Returns the rules, where a host has others if the layer's are narrower. */
  private List<Sourced<HostRule>> narrow(NetworkRules below, List<Sourced<HostRule>> asked) {
    List<Sourced<HostRule>> result = new ArrayList<>(below.hosts());
    for (String host : asked.stream().map(rule -> rule.value().host()).distinct().toList()) {
      List<Sourced<HostRule>> kept = new ArrayList<>();
      for (Sourced<HostRule> rule : asked) {
        if (rule.value().host().equals(host)) {
          kept.addAll(inBoth(below, rule));
        }
      }
      if (!kept.isEmpty()) {
        result.removeIf(rule -> rule.value().host().equals(host));
        result.addAll(kept);
      }
    }
    return LayerStack.union(List.of(), result);
  }

  /** Returns what both the layers before and a rule let through; a notice where that is less. */
  private List<Sourced<HostRule>> inBoth(NetworkRules below, Sourced<HostRule> rule) {
    List<Sourced<HostRule>> same =
        below.hosts().stream()
            .filter(other -> other.value().host().equals(rule.value().host()))
            .toList();
    if (same.stream().anyMatch(wider -> rule.value().isWithin(wider.value()))
        || (same.isEmpty() && rule.value().credential().isEmpty() && isOpen(below, rule))) {
      return List.of(rule);
    }
    notices.ignored("network.host", rule.value().host(), "can add nothing", rule.origin());
    return same.stream().filter(inner -> inner.value().isWithin(rule.value())).toList();
  }

  private static boolean isOpen(NetworkRules below, Sourced<HostRule> rule) {
    return below.allow().stream()
        .map(Sourced::value)
        .anyMatch(
            allowed ->
                allowed.host().equals(rule.value().host())
                    && allowed.port().orElse(HTTPS) == HTTPS);
  }
}
