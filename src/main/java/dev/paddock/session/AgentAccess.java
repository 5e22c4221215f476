package dev.paddock.session;

import dev.paddock.agent.Agent;
import dev.paddock.agent.ModelAccess;
import dev.paddock.profile.CredentialRule;
import dev.paddock.profile.HostPort;
import dev.paddock.profile.HostRule;
import dev.paddock.profile.KeySource;
import dev.paddock.profile.Layer;
import dev.paddock.profile.NetworkRules;
import dev.paddock.profile.Origin;
import dev.paddock.profile.Profile;
import dev.paddock.profile.Sourced;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Lets an agent reach its model: with the owner's key, which is added outside, if a variable holds
 * one; else unread, with the login that lies in the agent's own state folder. What the profile says
 * of a host counts instead.
 */
final class AgentAccess {
  private static final int HTTPS = 443;

  private final Profile profile;
  private final Map<String, String> environment;
  private final Origin origin;
  private final Set<String> named = new HashSet<>();
  private final List<Sourced<HostPort>> allow;
  private final List<Sourced<HostRule>> hosts;
  private final List<Sourced<CredentialRule>> credentials;

  private AgentAccess(Profile profile, Agent agent, Map<String, String> environment) {
    this.profile = profile;
    this.environment = environment;
    this.origin = new Origin(Layer.FLAGS, "the model of " + agent.name(), 0);
    NetworkRules network = profile.network();
    network.allow().forEach(host -> named.add(host.value().host()));
    network.hosts().forEach(rule -> named.add(rule.value().host()));
    this.allow = new ArrayList<>(network.allow());
    this.hosts = new ArrayList<>(network.hosts());
    this.credentials = new ArrayList<>(profile.credentials());
  }

  /** Returns the profile with what the agent needs. */
  static Profile with(Profile profile, Agent agent, Map<String, String> environment) {
    return new AgentAccess(profile, agent, environment).add(agent);
  }

  private Profile add(Agent agent) {
    Optional<String> elsewhere = address(agent);
    boolean hasKey = false;
    for (ModelAccess.Key key : agent.model().keys()) {
      if (!environment.getOrDefault(key.variable(), "").isEmpty()) {
        hasKey |= add(key, elsewhere.map(List::of).orElse(key.hosts()));
      }
    }
    if (!hasKey) {
      for (String host : elsewhere.map(List::of).orElse(agent.model().hosts())) {
        if (named.add(host)) {
          allow.add(sourced(new HostPort(host, OptionalInt.of(HTTPS))));
        }
      }
    }
    NetworkRules network = profile.network();
    return profile.with(
        new NetworkRules(allow, network.privateHosts(), network.registries(), hosts), credentials);
  }

  /**
   * Adds a key for those hosts that nothing was said of yet.
   *
   * @return whether the owner's key is in use, be it by the profile
   */
  private boolean add(ModelAccess.Key key, List<String> keyHosts) {
    if (credentials.stream()
        .anyMatch(rule -> rule.value().variable().equals(Optional.of(key.variable())))) {
      return true;
    }
    List<String> free = keyHosts.stream().filter(named::add).toList();
    if (free.isEmpty()) {
      return false;
    }
    String name = "model-" + key.variable();
    credentials.add(
        sourced(
            new CredentialRule(
                name,
                new KeySource.Variable("env:" + key.variable(), key.variable()),
                key.header(),
                key.format(),
                Optional.of(key.variable()),
                key.placeholder())));
    for (String host : free) {
      hosts.add(sourced(new HostRule(host, List.of(), key.paths(), Optional.of(name))));
    }
    return true;
  }

  /** Where the owner sends the agent instead, if it is a host of the web. */
  private Optional<String> address(Agent agent) {
    for (String variable : agent.model().addressVariables()) {
      String value = environment.getOrDefault(variable, "");
      try {
        URI address = URI.create(value);
        String host = address.getHost();
        if ("https".equals(address.getScheme()) && host != null && address.getPort() < 0) {
          return Optional.of(host.toLowerCase(Locale.ROOT));
        }
      } catch (IllegalArgumentException e) {
        // The agent will say so itself.
      }
    }
    return Optional.empty();
  }

  private <T> Sourced<T> sourced(T value) {
    return new Sourced<>(value, origin);
  }
}
