package dev.paddock.egress;

import dev.paddock.credentials.Credential;
import java.util.List;
import java.util.Optional;

/**
 * One host and port that a session may reach.
 *
 * @param host a name as of RFC 1123 in lower case without a dot at its end, or an IPv4 address
 * @param port 1 to 65535
 * @param rules if there are any, every request is read and has to satisfy one of them; without any,
 *     connections are passed through unread, but for the names that they claim
 * @param mayBePrivate whether the name may lead to a private, loopback or link-local address
 * @param origin what allows it, for people: {@code profile.toml:7}, {@code --allow}, {@code npm's
 *     configuration}
 * @param gitHost whether the git relay answers there, and what else may be had
 */
public record Destination(
    String host,
    int port,
    List<RequestRule> rules,
    boolean mayBePrivate,
    String origin,
    GitHost gitHost) {
  /** Keeps a list that nobody changes. */
  public Destination {
    rules = List.copyOf(rules);
  }

  /** A destination that is no git host. */
  public Destination(
      String host, int port, List<RequestRule> rules, boolean mayBePrivate, String origin) {
    this(host, port, rules, mayBePrivate, origin, GitHost.NO);
  }

  /** What the git relay has to do with a destination. */
  public enum GitHost {
    /** Nothing. */
    NO,
    /** Requests of git's are the relay's; others may go to the host. */
    ALSO,
    /** Requests of git's are the relay's, and there are no others. */
    ONLY
  }

  /** What is spoken with a destination, as far as Paddock minds. */
  public enum Protocol {
    /** Plain HTTP/1.1; each request's host is checked. */
    HTTP,
    /** TLS; the name in its ClientHello is checked. */
    TLS,
    /** Anything; what turns out to be HTTP or TLS is held to the same name. */
    ANY
  }

  /** Returns what is spoken: port 80 is HTTP, port 443 is TLS. */
  public Protocol protocol() {
    return switch (port) {
      case 80 -> Protocol.HTTP;
      case 443 -> Protocol.TLS;
      default -> Protocol.ANY;
    };
  }

  /** Whether TLS with it is opened, because requests have rules or may be git's. */
  boolean isOpened() {
    return isRead() || gitHost != GitHost.NO;
  }

  /** Returns the same, as what the git relay leaves of it. */
  Destination besideRelay() {
    return new Destination(host, port, rules, mayBePrivate, origin, GitHost.ALSO);
  }

  /** Whether its requests are read. */
  public boolean isRead() {
    return !rules.isEmpty();
  }

  /** Whether the host is an IPv4 address. */
  public boolean isLiteral() {
    return Character.isDigit(host.charAt(host.length() - 1)) && host.matches("[0-9.]+");
  }

  /** Returns {@code HOST:PORT}. */
  public String text() {
    return host + ":" + port;
  }

  /** Returns the credentials of its rules. */
  public List<Credential> credentials() {
    return rules.stream().map(RequestRule::credential).flatMap(Optional::stream).toList();
  }
}
