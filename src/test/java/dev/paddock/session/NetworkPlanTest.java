package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.credentials.Credential;
import dev.paddock.credentials.CredentialSource;
import dev.paddock.egress.Destination;
import dev.paddock.packages.Registry;
import dev.paddock.profile.HostPort;
import dev.paddock.profile.HostRule;
import dev.paddock.profile.Layer;
import dev.paddock.profile.NetworkRules;
import dev.paddock.profile.Origin;
import dev.paddock.profile.Sourced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkPlanTest {
  private static final Origin ORIGIN = new Origin(Layer.USER, "profile.toml", 3);
  private static final Registry REGISTRY = new Registry("npm", "registry.example", 443, true);
  private static final Credential KEY =
      new Credential(
          "key",
          new CredentialSource.Variable("KEY"),
          "Authorization",
          "Bearer {}",
          Optional.of("TOKEN"),
          "placeholder");

  @Test
  void aHostAloneIsThePortsOfTheWeb() {
    assertThat(destinations(rules(List.of("api.example"), List.of()), List.of()))
        .extracting(Destination::text)
        .containsExactly("api.example:80", "api.example:443");
  }

  @Test
  void aHostWithAPortIsThatPort() {
    assertThat(destinations(rules(List.of("db.example:5432"), List.of()), List.of()))
        .extracting(Destination::text)
        .containsExactly("db.example:5432");
  }

  @Test
  void aRuleForAHostOpensItsTlsPort() {
    HostRule rule = new HostRule("api.example", List.of("GET"), List.of(), Optional.of("key"));
    List<Destination> destinations = destinations(rules(List.of(), List.of(rule)), List.of());

    assertThat(destinations).extracting(Destination::text).containsExactly("api.example:443");
    assertThat(destinations.getFirst().credentials()).containsExactly(KEY);
    assertThat(destinations.getFirst().origin()).isEqualTo("profile.toml:3");
  }

  @Test
  void theRulesOfAHostHoldAtAllOfItsPorts() {
    HostRule rule = new HostRule("api.example", List.of("GET"), List.of(), Optional.empty());

    assertThat(destinations(rules(List.of("api.example"), List.of(rule)), List.of()))
        .hasSize(2)
        .allMatch(Destination::isRead);
  }

  @Test
  void aRegistryIsReadOnlyAndMayLieInTheOwnersNetwork() {
    Destination registry = destinations(rules(List.of(), List.of()), List.of(REGISTRY)).getFirst();

    assertThat(registry.text()).isEqualTo("registry.example:443");
    assertThat(registry.rules().getFirst().methods()).containsExactly("GET", "HEAD");
    assertThat(registry.mayBePrivate()).isTrue();
    assertThat(registry.origin()).contains("npm", "read-only");
  }

  @Test
  void whatTheOwnerSaysOfARegistrysHostCountsInstead() {
    assertThat(destinations(rules(List.of("registry.example"), List.of()), List.of(REGISTRY)))
        .hasSize(2)
        .noneMatch(Destination::isRead);
  }

  @Test
  void aNameIsPrivateIfTheProfileSaysSo() {
    NetworkRules rules =
        new NetworkRules(
            List.of(new Sourced<>(HostPort.parse("db.example:5432"), ORIGIN)),
            List.of(new Sourced<>("db.example", ORIGIN)),
            Optional.empty(),
            List.of());

    assertThat(destinations(rules, List.of())).allMatch(Destination::mayBePrivate);
  }

  private static NetworkRules rules(List<String> allow, List<HostRule> hosts) {
    return new NetworkRules(
        allow.stream().map(text -> new Sourced<>(HostPort.parse(text), ORIGIN)).toList(),
        List.of(),
        Optional.empty(),
        hosts.stream().map(rule -> new Sourced<>(rule, ORIGIN)).toList());
  }

  private static List<Destination> destinations(NetworkRules rules, List<Registry> registries) {
    return NetworkPlan.destinations(rules, registries, Map.of("key", KEY));
  }
}
