package dev.paddock.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Which names lead to which addresses inside, which sockets are made there, and what each is for.
 * Immutable.
 *
 * <p>The addresses are of 198.18.0.0/15, which no network uses (RFC 2544, RFC 6890) and which is
 * local to the session's network namespace as a whole.
 */
public final class EgressPlan {
  static final Inet4Address RESOLVER = Ipv4.of("127.0.0.1");
  static final int RESOLVER_PORT = 53;
  static final Inet4Address REFUSING = Ipv4.of("198.18.0.1");
  static final int REFUSING_PORT = 80;

  /** The name of the gate's public side inside. */
  public static final String GATE_NAME = "paddock.internal";

  /** Known to what asks without a resolver; the script of command hooks does. */
  static final Inet4Address GATE = Ipv4.of("198.18.0.2");

  static final int GATE_PORT = 80;

  private static final Inet4Address POOL = Ipv4.of("198.18.0.0");
  private static final int POOL_PREFIX = 15;
  private static final Inet4Address FIRST = Ipv4.of("198.18.1.0");

  /** Each costs a descriptor, of which a process has a limited number. */
  private static final int MOST_ENDPOINTS = 2_000;

  /** An address, or a block of them, that is to be local to the namespace. */
  public record Route(Inet4Address address, int prefix) {}

  /** A socket and what it is for. */
  record Listener(Endpoint endpoint, Purpose purpose) {}

  /** No names, no sockets. */
  static final EgressPlan NOTHING = new EgressPlan(new LinkedHashMap<>(), List.of());

  private final Map<String, Inet4Address> addresses;
  private final Map<InetAddress, String> names;
  private final List<Listener> listeners;
  private final List<Route> routes;

  private EgressPlan(SequencedMap<String, Inet4Address> addresses, List<Listener> listeners) {
    this.addresses = Map.copyOf(addresses);
    this.listeners = List.copyOf(listeners);
    Map<InetAddress, String> reverse = new LinkedHashMap<>();
    addresses.forEach((name, address) -> reverse.put(address, name));
    this.names = Map.copyOf(reverse);
    this.routes =
        Stream.concat(
                Stream.of(new Route(POOL, POOL_PREFIX)),
                addresses.values().stream()
                    .filter(address -> !isOfThePool(address) && !address.isLoopbackAddress())
                    .map(address -> new Route(address, 32)))
            .toList();
  }

  /**
   * Plans a session's network.
   *
   * <p>Destinations of the same host and port become one: with the rules of all, so that one
   * without rules does not lift another's, and private if one of them is.
   *
   * @param destinations what may be reached
   * @param relayed where a git relay answers, also if it is among what may be reached
   * @param reach the machine's own ports that are visible inside
   * @param ipv6 whether the namespace has ::1
   * @throws IllegalArgumentException if one of them can't be had; the message is for people
   */
  public static EgressPlan of(
      List<Destination> destinations, List<Relayed> relayed, List<Integer> reach, boolean ipv6) {
    SequencedMap<String, Destination> merged = new LinkedHashMap<>();
    for (Destination destination : destinations) {
      merged.merge(destination.text(), destination, EgressPlan::merge);
    }
    SequencedMap<String, Inet4Address> addresses = new LinkedHashMap<>();
    SequencedMap<Endpoint, Purpose> sockets = new LinkedHashMap<>();
    sockets.put(new Endpoint(RESOLVER, RESOLVER_PORT, true), new Purpose.Resolve());
    sockets.put(new Endpoint(RESOLVER, RESOLVER_PORT, false), new Purpose.Resolve());
    sockets.put(new Endpoint(REFUSING, REFUSING_PORT, false), new Purpose.Refuse());
    int named = 0;
    for (Destination destination : merged.values()) {
      Inet4Address address = addresses.get(destination.host());
      if (address == null) {
        address =
            destination.isLiteral()
                ? literal(destination)
                : Ipv4.plus(FIRST, checked(destination, named++));
        addresses.put(destination.host(), address);
      }
      put(
          sockets,
          new Endpoint(address, destination.port(), false),
          new Purpose.Reach(destination));
    }
    for (Relayed relay : relayed) {
      Destination web =
          Optional.ofNullable(merged.get(relay.host() + ":" + relay.port()))
              .map(Destination::besideRelay)
              .orElse(gitOnly(relay));
      Inet4Address address = addresses.get(relay.host());
      if (address == null) {
        address = web.isLiteral() ? literal(web) : Ipv4.plus(FIRST, checked(web, named++));
        addresses.put(relay.host(), address);
      }
      sockets.put(new Endpoint(address, relay.port(), false), new Purpose.Relay(relay, web));
    }
    for (int port : reach) {
      Purpose purpose = new Purpose.Machine(destination(port));
      put(sockets, new Endpoint(RESOLVER, port, false), purpose);
      if (ipv6) {
        put(sockets, new Endpoint(InetAddress.ofLiteral("::1"), port, false), purpose);
      }
    }
    if (sockets.size() > MOST_ENDPOINTS) {
      throw new IllegalArgumentException(
          "The profile names more hosts and ports than Paddock can listen for ("
              + sockets.size()
              + ", at most "
              + MOST_ENDPOINTS
              + "). Remove some from [network] allow.");
    }
    List<Listener> listeners = new ArrayList<>();
    sockets.forEach((endpoint, purpose) -> listeners.add(new Listener(endpoint, purpose)));
    return new EgressPlan(addresses, listeners);
  }

  /** Plans a session's network without a git relay. */
  public static EgressPlan of(List<Destination> destinations, List<Integer> reach, boolean ipv6) {
    return of(destinations, List.of(), reach, ipv6);
  }

  /** Returns the same plan with the gate's public side in it, at {@link #GATE_NAME}. */
  public EgressPlan withGate() {
    SequencedMap<String, Inet4Address> named = new LinkedHashMap<>(addresses);
    named.put(GATE_NAME, GATE);
    List<Listener> all = new ArrayList<>(listeners);
    all.add(new Listener(new Endpoint(GATE, GATE_PORT, false), new Purpose.Gate()));
    return new EgressPlan(named, all);
  }

  /** Returns what is to be made local to the namespace. */
  public List<Route> routes() {
    return routes;
  }

  /** Returns the sockets that are to be made inside, in the order in which they are handed out. */
  public List<Endpoint> endpoints() {
    return listeners.stream().map(Listener::endpoint).toList();
  }

  List<Listener> listeners() {
    return listeners;
  }

  /** Returns the address inside of a host that may be reached; the name is canonical. */
  Optional<Inet4Address> resolve(String name) {
    return Optional.ofNullable(addresses.get(name));
  }

  /** Tells whether a name leads to something that may be reached. */
  public boolean isNamed(String name) {
    return Names.canonical(name).flatMap(this::resolve).isPresent();
  }

  /** Returns the name that an address of the pool stands for. */
  Optional<String> nameOf(InetAddress address) {
    return Optional.ofNullable(names.get(address)).filter(name -> isOfThePool(address));
  }

  static boolean isOfThePool(InetAddress address) {
    return address instanceof Inet4Address v4
        && Ipv4.number(v4) >>> (32 - POOL_PREFIX) == Ipv4.number(POOL) >>> (32 - POOL_PREFIX);
  }

  private static Destination gitOnly(Relayed relay) {
    return new Destination(
        relay.host(), relay.port(), List.of(), false, relay.origin(), Destination.GitHost.ONLY);
  }

  private static Destination merge(Destination first, Destination second) {
    return new Destination(
        first.host(),
        first.port(),
        Stream.concat(first.rules().stream(), second.rules().stream()).distinct().toList(),
        first.mayBePrivate() || second.mayBePrivate(),
        first.origin().contains(second.origin())
            ? first.origin()
            : first.origin() + ", " + second.origin());
  }

  private static Inet4Address literal(Destination destination) {
    Inet4Address address =
        Ipv4.parse(destination.host())
            .orElseThrow(
                () ->
                    unusable(destination, "is no IPv4 address: write it as four decimal numbers"));
    if (isOfThePool(address)) {
      throw unusable(destination, "is one of 198.18.0.0/15, which Paddock uses inside");
    }
    if (AddressGuard.isNeverReached(address)) {
      throw unusable(destination, "is not the address of a machine");
    }
    return address;
  }

  private static int checked(Destination destination, int number) {
    if (!Names.canonical(destination.host()).equals(Optional.of(destination.host()))) {
      throw unusable(destination, "is no host name in lower case");
    }
    return number;
  }

  // A profile that names 127.0.0.1:P and reaches P says the same twice; but nothing may take the
  // resolver's place.
  private static void put(
      SequencedMap<Endpoint, Purpose> sockets, Endpoint endpoint, Purpose purpose) {
    if (sockets.putIfAbsent(endpoint, purpose) instanceof Purpose.Resolve) {
      throw new IllegalArgumentException(
          "Port 53 of 127.0.0.1 can't be reached from inside: it is where names are resolved there."
              + " Remove it from the profile.");
    }
  }

  /** Returns the socket at 127.0.0.1 inside that leads to the same port of the machine. */
  static Listener machine(int port) {
    return new Listener(
        new Endpoint(RESOLVER, port, false), new Purpose.Machine(destination(port)));
  }

  private static Destination destination(int port) {
    return new Destination(RESOLVER.getHostAddress(), port, List.of(), true, "[ports] reach");
  }

  private static IllegalArgumentException unusable(Destination destination, String why) {
    return new IllegalArgumentException(
        destination.host() + " (" + destination.origin() + ") " + why + ".");
  }
}
