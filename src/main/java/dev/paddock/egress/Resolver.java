package dev.paddock.egress;

import java.net.Inet4Address;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Answers the questions for names that programs inside ask, out of the plan alone: no question ever
 * leaves. Thread-safe.
 *
 * <p>A permitted name leads to its address inside. Every other one leads to an address where the
 * connection is refused at once and, on port 80, with the reason: a name that does not resolve
 * would say that it does not exist, and a program would look for the fault elsewhere. There are no
 * IPv6 addresses and no HTTPS records; the latter hold keys for encrypting the name in TLS (RFC
 * 9460).
 */
final class Resolver {
  private static final int SECONDS = 60;

  /** A person may permit the name and start anew. */
  private static final int SECONDS_REFUSED = 5;

  private static final int TYPE_A = 1;
  private static final int TYPE_PTR = 12;
  private static final int TYPE_SRV = 33;
  private static final int TYPE_IXFR = 251;
  private static final int TYPE_AXFR = 252;
  private static final int TYPE_ANY = 255;
  private static final int CLASS_IN = 1;
  private static final String REVERSE = ".in-addr.arpa";
  private static final Inet4Address LOCALHOST = Ipv4.of("127.0.0.1");

  private final EgressPlan plan;
  private final RefusedNames refused;

  Resolver(EgressPlan plan, EgressEvents events) {
    this.plan = plan;
    this.refused = new RefusedNames(events);
  }

  /**
   * Answers a message, without the length that precedes it on TCP.
   *
   * @return nothing if there is nobody to answer to
   */
  Optional<byte[]> answer(byte[] message) {
    return switch (DnsMessage.read(message)) {
      case DnsMessage.Noise _ -> Optional.empty();
      case DnsMessage.Wrong wrong -> Optional.of(DnsAnswer.encode(wrong));
      case DnsMessage.Question question -> Optional.of(decide(question).encode(question));
    };
  }

  private DnsAnswer decide(DnsMessage.Question question) {
    int type = question.type();
    if (question.dnsClass() != CLASS_IN || type == TYPE_AXFR || type == TYPE_IXFR) {
      return DnsAnswer.of(DnsAnswer.REFUSED);
    }
    if (question.name().isEmpty()) {
      return DnsAnswer.of(DnsAnswer.NO_ERROR);
    }
    return Names.canonical(question.name())
        .map(name -> decide(name, type))
        .orElse(DnsAnswer.of(DnsAnswer.NO_SUCH_NAME));
  }

  private DnsAnswer decide(String name, int type) {
    Optional<Inet4Address> known = plan.resolve(name);
    if (known.isPresent()) {
      return address(known.get(), type, SECONDS);
    }
    // RFC 6761, section 6.3.
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return address(LOCALHOST, type, SECONDS);
    }
    if (name.equals("arpa") || name.endsWith(".arpa")) {
      return reverse(name, type);
    }
    // Such are the machine's own network's, or a search list's doing.
    if (Names.isSingleLabel(name)) {
      refused.tell(name);
      return DnsAnswer.of(DnsAnswer.NO_SUCH_NAME);
    }
    // Clients look for services of hosts that they go on to ask for.
    if (type != TYPE_SRV) {
      refused.tell(name);
    }
    return address(EgressPlan.REFUSING, type, SECONDS_REFUSED);
  }

  private static DnsAnswer address(Inet4Address address, int type, int seconds) {
    return type == TYPE_A || type == TYPE_ANY
        ? DnsAnswer.address(address, seconds)
        : DnsAnswer.of(DnsAnswer.NO_ERROR);
  }

  private DnsAnswer reverse(String name, int type) {
    if (!name.endsWith(REVERSE)) {
      return DnsAnswer.of(DnsAnswer.NO_SUCH_NAME);
    }
    List<String> bytes =
        Arrays.asList(name.substring(0, name.length() - REVERSE.length()).split("\\.", -1));
    Collections.reverse(bytes);
    Optional<String> host =
        Ipv4.parse(String.join(".", bytes))
            .flatMap(
                address ->
                    address.equals(LOCALHOST) ? Optional.of("localhost") : plan.nameOf(address));
    if (host.isEmpty()) {
      return DnsAnswer.of(DnsAnswer.NO_SUCH_NAME);
    }
    return type == TYPE_PTR || type == TYPE_ANY
        ? DnsAnswer.name(host.get(), SECONDS)
        : DnsAnswer.of(DnsAnswer.NO_ERROR);
  }
}
