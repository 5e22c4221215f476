package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * A finer rule for one host, {@code [network.host."NAME"]}. Several rules for one host, of several
 * layers, are alternatives: a request has to satisfy one of them.
 *
 * @param host a name as in {@link HostPort}
 * @param methods the HTTP methods that are let through; empty for all
 * @param paths patterns in the form of {@link PathPattern}, each starting with "/", for the paths
 *     that are let through; empty for all
 * @param credential the name of what is added outside, a [credentials.NAME]
 */
public record HostRule(
    String host, List<String> methods, List<String> paths, Optional<String> credential) {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "QUERY", "TRACE");

  /** Keeps lists that nobody changes. */
  public HostRule {
    methods = List.copyOf(methods);
    paths = List.copyOf(paths);
  }

  /**
   * Tells whether every request that satisfies this rule satisfies the other one too, with the same
   * credential: without it, a key of somebody else's could be sent instead. May say no where the
   * answer would be yes.
   */
  boolean isWithin(HostRule other) {
    return host.equals(other.host)
        && credential.equals(other.credential)
        && isWithin(methods, other.methods)
        && isWithin(paths, other.paths);
  }

  private static boolean isWithin(List<String> some, List<String> wider) {
    return wider.isEmpty() || (!some.isEmpty() && wider.containsAll(some));
  }

  static String method(String text) {
    if (!METHODS.contains(text)) {
      throw new EntryException(
          Printable.quote(text) + " is no known method",
          "Write one of " + String.join(", ", METHODS) + ", in capitals");
    }
    return text;
  }

  static String path(String text) {
    if (!text.startsWith("/") || text.contains("#")) {
      throw new EntryException(
          Printable.quote(text) + " is no path of a URL",
          "Write it from its first /, /repos/** say");
    }
    if (!text.equals("/")) {
      PathPattern.parse(text);
    }
    return text;
  }

  static String credential(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new EntryException(
          Printable.quote(text) + " is no name of a credential",
          "Write the name that the credential is kept under, never the secret itself");
    }
    return text;
  }
}
