package dev.paddock.session;

import dev.paddock.credentials.Credential;
import dev.paddock.credentials.CredentialSource;
import dev.paddock.credentials.Placeholders;
import dev.paddock.egress.Destination;
import dev.paddock.egress.EgressPlan;
import dev.paddock.egress.Relayed;
import dev.paddock.egress.RequestRule;
import dev.paddock.packages.Registry;
import dev.paddock.profile.CredentialRule;
import dev.paddock.profile.HostPort;
import dev.paddock.profile.HostRule;
import dev.paddock.profile.KeySource;
import dev.paddock.profile.NetworkRules;
import dev.paddock.profile.Origin;
import dev.paddock.profile.Profile;
import dev.paddock.profile.Sourced;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of the network a session gets: from the words of the profile, and the registries of the
 * machine's package managers, to destinations.
 *
 * @param egress the names, addresses and sockets of the destinations
 * @param credentials those that destinations use, each once, with this session's placeholders
 * @param isRead whether any destination's TLS is ended by the supervisor
 * @param relayed where the git relay answers
 */
record NetworkPlan(
    EgressPlan egress, List<Credential> credentials, boolean isRead, List<Relayed> relayed) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final Path IPV6 = Path.of("/proc/net/if_inet6");
  private static final List<RequestRule> READ_ONLY =
      List.of(new RequestRule(List.of("GET", "HEAD"), List.of(), Optional.empty()));

  /**
   * Plans.
   *
   * @throws SessionException if the profile names what can't be had
   */
  static NetworkPlan of(
      Profile profile, List<Registry> registries, List<Relayed> relayed, SecureRandom random)
      throws SessionException {
    Map<String, Credential> credentials = new LinkedHashMap<>();
    for (Sourced<CredentialRule> rule : profile.credentials()) {
      credentials.put(rule.value().name(), credential(rule.value(), random));
    }
    List<Destination> destinations =
        destinations(profile.network(), registries, credentials).stream()
            .filter(place -> profile.permissions().closing(place.host()).isEmpty())
            .toList();
    try {
      return new NetworkPlan(
          EgressPlan.of(
                  destinations,
                  relayed,
                  profile.ports().reach().stream().map(Sourced::value).toList(),
                  Files.exists(IPV6))
              .withGate(),
          destinations.stream().flatMap(d -> d.credentials().stream()).distinct().toList(),
          destinations.stream().anyMatch(d -> d.isRead() && d.port() != HTTP)
              || relayed.stream().anyMatch(r -> r.speech() == Relayed.Speech.HTTPS),
          List.copyOf(relayed));
    } catch (IllegalArgumentException e) {
      throw new SessionException(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the variables that hold placeholders inside. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Credential credential : credentials) {
      credential.variable().ifPresent(name -> variables.put(name, credential.placeholder()));
    }
    return variables;
  }

  static List<Destination> destinations(
      NetworkRules network, List<Registry> registries, Map<String, Credential> credentials) {
    SequencedMap<String, List<RequestRule>> rules = new LinkedHashMap<>();
    Map<String, Origin> origins = new LinkedHashMap<>();
    for (Sourced<HostRule> rule : network.hosts()) {
      rules
          .computeIfAbsent(rule.value().host(), _ -> new ArrayList<>())
          .add(requestRule(rule.value(), credentials));
      origins.putIfAbsent(rule.value().host(), rule.origin());
    }
    List<Destination> destinations = new ArrayList<>();
    for (Sourced<HostPort> allowed : network.allow()) {
      String host = allowed.value().host();
      origins.remove(host);
      for (int port : ports(allowed.value())) {
        destinations.add(
            new Destination(
                host,
                port,
                rules.getOrDefault(host, List.of()),
                network.mayBePrivate(host),
                allowed.origin().display()));
      }
    }
    origins.forEach(
        (host, origin) ->
            destinations.add(
                new Destination(
                    host,
                    HTTPS,
                    rules.getOrDefault(host, List.of()),
                    network.mayBePrivate(host),
                    origin.display())));
    for (Registry registry : beyond(network, registries)) {
      destinations.add(
          new Destination(
              registry.host(),
              registry.port(),
              READ_ONLY,
              true, // it is where the owner's own client goes, in a company's network often
              "registry of " + registry.client() + ", read-only"));
    }
    return destinations;
  }

  /**
   * Returns the registries whose hosts the profile does not name: what the owner says of a host
   * counts, also if it is more than reading a registry.
   */
  static List<Registry> beyond(NetworkRules network, List<Registry> registries) {
    Set<String> named =
        Stream.concat(
                network.allow().stream().map(allowed -> allowed.value().host()),
                network.hosts().stream().map(rule -> rule.value().host()))
            .collect(Collectors.toSet());
    return registries.stream().filter(registry -> !named.contains(registry.host())).toList();
  }

  private static List<Integer> ports(HostPort allowed) {
    return allowed.port().isPresent() ? List.of(allowed.port().getAsInt()) : List.of(HTTP, HTTPS);
  }

  private static RequestRule requestRule(HostRule rule, Map<String, Credential> credentials) {
    return new RequestRule(
        rule.methods(),
        rule.paths(),
        rule.credential().map(name -> Optional.ofNullable(credentials.get(name)).orElseThrow()));
  }

  private static Credential credential(CredentialRule rule, SecureRandom random) {
    return new Credential(
        rule.name(),
        source(rule.from()),
        rule.header(),
        rule.format(),
        rule.variable(),
        Placeholders.make(rule.placeholder(), random));
  }

  /** Returns where a key is kept, as it is read. */
  static CredentialSource source(KeySource from) {
    return switch (from) {
      case KeySource.Command(_, List<String> words) -> new CredentialSource.Command(words);
      case KeySource.Variable(_, String name) -> new CredentialSource.Variable(name);
      case KeySource.KeyFile(_, var path) -> new CredentialSource.KeyFile(path);
    };
  }
}
