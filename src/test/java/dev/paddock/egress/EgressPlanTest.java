package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPlanTest {
  private static final RequestRule READ =
      new RequestRule(List.of("GET"), List.of(), Optional.empty());
  private static final RequestRule WRITE =
      new RequestRule(List.of("POST"), List.of("/upload"), Optional.empty());

  @Test
  void anEmptyPlanResolvesAndRefuses() {
    EgressPlan plan = EgressPlan.of(List.of(), List.of(), true);

    assertThat(plan.endpoints())
        .containsExactly(
            endpoint("127.0.0.1", 53, true),
            endpoint("127.0.0.1", 53, false),
            endpoint("198.18.0.1", 80, false));
    assertThat(plan.routes()).containsExactly(new EgressPlan.Route(Ipv4.of("198.18.0.0"), 15));
    assertThat(plan.resolve("api.example.com")).isEmpty();
  }

  @Test
  void namesGetAddressesInOrderAndPortsShareThem() {
    EgressPlan plan =
        EgressPlan.of(
            List.of(
                destination("b.example.com", 443),
                destination("a.example.com", 443),
                destination("b.example.com", 80)),
            List.of(),
            true);

    assertThat(plan.resolve("b.example.com")).contains(Ipv4.of("198.18.1.0"));
    assertThat(plan.resolve("a.example.com")).contains(Ipv4.of("198.18.1.1"));
    assertThat(plan.nameOf(Ipv4.of("198.18.1.1"))).contains("a.example.com");
    assertThat(plan.endpoints().subList(3, 6))
        .containsExactly(
            endpoint("198.18.1.0", 443, false),
            endpoint("198.18.1.1", 443, false),
            endpoint("198.18.1.0", 80, false));
  }

  @Test
  void theThousandthNameGetsTheThousandthAddress() {
    EgressPlan plan =
        EgressPlan.of(
            IntStream.range(0, 1000)
                .mapToObj(i -> destination("h" + i + ".example.com", 22))
                .toList(),
            List.of(),
            true);

    assertThat(plan.resolve("h999.example.com")).contains(Ipv4.of("198.18.4.231"));
  }

  @Test
  void anAddressIsItselfAndGetsARoute() {
    EgressPlan plan =
        EgressPlan.of(
            List.of(destination("203.0.113.9", 5432), destination("127.0.0.1", 8080)),
            List.of(),
            true);

    assertThat(plan.routes())
        .containsExactly(
            new EgressPlan.Route(Ipv4.of("198.18.0.0"), 15),
            new EgressPlan.Route(Ipv4.of("203.0.113.9"), 32));
    assertThat(plan.endpoints())
        .contains(endpoint("203.0.113.9", 5432, false), endpoint("127.0.0.1", 8080, false));
    assertThat(plan.nameOf(Ipv4.of("203.0.113.9"))).isEmpty();
  }

  @Test
  void reachedPortsAreAtBothLoopbackAddresses() {
    EgressPlan plan = EgressPlan.of(List.of(), List.of(5432), true);

    assertThat(plan.endpoints().subList(3, 5))
        .containsExactly(endpoint("127.0.0.1", 5432, false), endpoint("::1", 5432, false));
    assertThat(plan.listeners().get(3).purpose())
        .isInstanceOfSatisfying(
            Purpose.Machine.class,
            machine -> assertThat(machine.destination().text()).isEqualTo("127.0.0.1:5432"));
  }

  @Test
  void anEntryWithoutRulesDoesNotLiftAnothersRules() {
    Destination open = new Destination("a.example.com", 443, List.of(), true, "--allow");
    Destination read =
        new Destination("a.example.com", 443, List.of(READ), false, "profile.toml:3");
    Destination write =
        new Destination("a.example.com", 443, List.of(WRITE), false, "profile.toml:9");

    EgressPlan plan = EgressPlan.of(List.of(open, read, write, read), List.of(), true);

    assertThat(plan.listeners()).hasSize(4);
    assertThat(plan.listeners().getLast().purpose())
        .isEqualTo(
            new Purpose.Reach(
                new Destination(
                    "a.example.com",
                    443,
                    List.of(READ, WRITE),
                    true,
                    "--allow, profile.toml:3, profile.toml:9")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.18.0.1",
        "198.19.255.255",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "127.1",
        "010.0.0.1",
        "Api.example.com",
        "api.example.com.",
        "bad name"
      })
  void whatCanNotBeReachedIsSaidBeforeTheSessionStarts(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EgressPlan.of(List.of(destination(host, 443)), List.of(), true))
        .withMessageContaining(host)
        .withMessageContaining("test:1");
  }

  @Test
  void nothingTakesTheResolversPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EgressPlan.of(List.of(), List.of(53), true))
        .withMessageContaining("Port 53");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EgressPlan.of(List.of(destination("127.0.0.1", 53)), List.of(), true));
  }

  private static Endpoint endpoint(String address, int port, boolean datagram) {
    return new Endpoint(InetAddress.ofLiteral(address), port, datagram);
  }

  private static Destination destination(String host, int port) {
    return new Destination(host, port, List.of(), false, "test:1");
  }
}
