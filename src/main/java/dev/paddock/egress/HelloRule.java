package dev.paddock.egress;

import java.time.Duration;
import java.util.Optional;

/** Holds what a TLS client says to where it was let. Pure. */
final class HelloRule {
  private HelloRule() {}

  /**
   * Decides on a ClientHello.
   *
   * @param nameRequired whether it has to say a name, if the destination has one
   * @return why it is refused, or nothing
   */
  static Optional<TlsRefusal> check(
      ClientHello hello, Destination destination, boolean nameRequired) {
    Optional<String> claimed = hello.serverName();
    if (claimed.isEmpty() && !destination.isLiteral() && nameRequired) {
      return Optional.of(
          TlsRefusal.ofName(
              new Refusal(
                  destination.text(),
                  "tls-name-missing",
                  "The TLS connection to " + destination.host() + " does not say its host's name.",
                  "Use a client that sends the server name (SNI), as all current ones do when they"
                      + " are given a name and not an address.")));
    }
    if (claimed.isPresent() && destination.isLiteral()) {
      return Optional.of(wrongName(destination, claimed.get()));
    }
    if (claimed.isPresent() && !claimed.get().equals(destination.host())) {
      return Optional.of(wrongName(destination, claimed.get()));
    }
    // Read by the broker, the connection ends here and a hidden name leads nowhere.
    if (hello.encrypted() && !destination.isOpened()) {
      return Optional.of(
          TlsRefusal.of(
              new Refusal(
                  destination.text(),
                  "tls-name-encrypted",
                  "The TLS connection to "
                      + destination.host()
                      + " may hide another host's name (encrypted ClientHello; browsers send one"
                      + " along even when they hide nothing).",
                  "Start the browser without encrypted ClientHello, or let Paddock read what goes"
                      + " to this host: [network.host.\""
                      + destination.host()
                      + "\"] in the profile.")));
    }
    return Optional.empty();
  }

  /** What was sent can't be read as a ClientHello. */
  static TlsRefusal malformed(Destination destination, MalformedHelloException problem) {
    return TlsRefusal.of(
        new Refusal(
            destination.text(),
            "tls-required",
            "What was sent to "
                + destination.text()
                + " is no TLS that Paddock can check: "
                + problem.getMessage()
                + ".",
            "Use https or another protocol over TLS on this port."));
  }

  /** Nothing was sent in time. */
  static TlsRefusal late(Destination destination, Duration patience) {
    return TlsRefusal.of(
        new Refusal(
            destination.text(),
            "tls-required",
            "No TLS ClientHello was sent to "
                + destination.text()
                + " within "
                + patience.toSeconds()
                + " seconds.",
            "Use https or another protocol over TLS on this port."));
  }

  private static TlsRefusal wrongName(Destination destination, String claimed) {
    return TlsRefusal.ofName(
        new Refusal(
            destination.text(),
            "tls-name-mismatch",
            "The TLS connection to " + destination.host() + " asks for " + claimed + ".",
            "Connect to "
                + claimed
                + " by its own name, and permit it if need be: paddock run --allow "
                + claimed
                + " …"));
  }
}
