package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.agent.Agents;
import dev.paddock.profile.HostPort;
import dev.paddock.profile.HostRule;
import dev.paddock.profile.Layer;
import dev.paddock.profile.NetworkRules;
import dev.paddock.profile.Origin;
import dev.paddock.profile.Profile;
import dev.paddock.profile.Sourced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AgentAccessTest {
  private static Profile with(Profile profile, String agent, Map<String, String> environment) {
    return AgentAccess.with(profile, Agents.named(agent).orElseThrow(), environment);
  }

  private static Profile empty() {
    return new Profile(
        Rules.files(List.of(), List.of(), List.of()),
        new NetworkRules(List.of(), List.of(), Optional.empty(), List.of()),
        List.of(),
        null, // nobody looks at the rest
        null,
        Rules.pass(),
        null,
        null,
        null,
        null,
        null);
  }

  private static List<String> allowed(Profile profile) {
    return profile.network().allow().stream().map(host -> host.value().host()).toList();
  }

  @Test
  void withoutAKeyTheHostsOfTheLoginAreReachedUnread() {
    Profile profile = with(empty(), "claude", Map.of("ANTHROPIC_API_KEY", ""));

    assertThat(allowed(profile)).contains("api.anthropic.com", "claude.ai");
    assertThat(profile.network().hosts()).isEmpty();
    assertThat(profile.credentials()).isEmpty();
  }

  @Test
  void withAKeyTheHostIsReadAndNoOtherReached() {
    Profile profile = with(empty(), "claude", Map.of("ANTHROPIC_API_KEY", "secret"));

    assertThat(allowed(profile)).isEmpty();
    assertThat(profile.network().hosts())
        .singleElement()
        .extracting(Sourced::value)
        .isEqualTo(
            new HostRule(
                "api.anthropic.com", List.of(), List.of(), Optional.of("model-ANTHROPIC_API_KEY")));
    assertThat(profile.credentials().getFirst().value().variable()).contains("ANTHROPIC_API_KEY");
    assertThat(profile.toString()).doesNotContain("secret");
  }

  @Test
  void theOwnersOwnAddressIsMeantInstead() {
    Profile profile =
        with(
            empty(),
            "codex",
            Map.of("OPENAI_API_KEY", "x", "OPENAI_BASE_URL", "https://Gateway.example/v1"));

    assertThat(profile.network().hosts())
        .extracting(rule -> rule.value().host())
        .containsExactly("gateway.example");
  }

  @Test
  void whatTheProfileSaysOfAHostCounts() {
    NetworkRules network = empty().network();
    Sourced<HostPort> own =
        new Sourced<>(
            new HostPort("api.anthropic.com", OptionalInt.of(443)),
            new Origin(Layer.USER, "profile.toml", 1));
    Profile before = empty();
    Profile profile =
        before.with(
            new NetworkRules(List.of(own), network.privateHosts(), network.registries(), List.of()),
            before.credentials());

    assertThat(with(profile, "claude", Map.of("ANTHROPIC_API_KEY", "x")).network().hosts())
        .isEmpty();
  }
}
