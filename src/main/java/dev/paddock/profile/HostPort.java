package dev.paddock.profile;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A host that may be reached.
 *
 * @param host a name as of RFC 1123, lower case, without a dot at its end; or an IPv4 address
 * @param port 1 to 65535; empty for 80 and 443, the ports of the web
 */
public record HostPort(String host, OptionalInt port) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern BYTE =
      Pattern.compile("0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]");
  private static final int LONGEST_NAME = 253;

  /**
   * Reads {@code HOST} or {@code HOST:PORT}.
   *
   * @throws EntryException if it is anything else: a URL, a wildcard, an IPv6 address, this machine
   */
  public static HostPort parse(String text) {
    if (text.contains("://") || text.contains("/") || text.contains("@")) {
      throw new EntryException(
          Printable.quote(text) + " is not a host", "Write just HOST or HOST:PORT");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new HostPort(host(text), OptionalInt.empty());
    }
    if (colon != text.lastIndexOf(':')) {
      throw new EntryException(
          Printable.quote(text) + " looks like an IPv6 address or has two ports",
          "Write HOST:PORT, with the host's name");
    }
    String host = host(text.substring(0, colon));
    return new HostPort(host, OptionalInt.of(port(text, text.substring(colon + 1))));
  }

  /** Returns {@code HOST} or {@code HOST:PORT}. */
  public String text() {
    return port.isPresent() ? host + ":" + port.getAsInt() : host;
  }

  /** Reads a host without a port. */
  static String host(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (name.contains("*")) {
      throw new EntryException(
          Printable.quote(text) + " is a wildcard: it would open hosts that nobody has named",
          "Name each host");
    }
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      throw new EntryException(
          Printable.quote(text) + " is this machine", "Use [ports] reach for a server on it");
    }
    if (name.equals("paddock.internal") || name.endsWith(".paddock.internal")) {
      throw new EntryException(
          Printable.quote(text) + " is Paddock's own name", "Remove it: it is always there");
    }
    if (!isHost(name)) {
      throw new EntryException(
          Printable.quote(text) + " is not a valid host name",
          "Write a name such as api.example.com, in its xn-- form if it is not ASCII");
    }
    return name;
  }

  /** Reads a name that may lead to private addresses. */
  static String name(String text) {
    String host = host(text);
    if (NUMERIC.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
      throw new EntryException(
          Printable.quote(text) + " is an address, which needs no such entry",
          "Allow it: an address that is named itself may be private");
    }
    return host;
  }

  private static boolean isHost(String name) {
    String[] labels = name.split("\\.", -1);
    // A last label of digits makes resolvers read the whole as an IPv4 address (WHATWG URL, 3.5).
    if (NUMERIC.matcher(labels[labels.length - 1]).matches()) {
      boolean bytes = labels.length == 4;
      for (String label : labels) {
        bytes &= BYTE.matcher(label).matches();
      }
      return bytes && !labels[0].equals("127") && !labels[0].equals("0");
    }
    boolean valid = name.length() <= LONGEST_NAME;
    for (String label : labels) {
      valid &= LABEL.matcher(label).matches();
    }
    return valid;
  }

  private static int port(String text, String digits) {
    if (digits.matches("[1-9][0-9]{0,4}") && Integer.parseInt(digits) <= Ports.HIGHEST) {
      return Integer.parseInt(digits);
    }
    throw new EntryException(
        Printable.quote(text) + " has no valid port", "Write a port from 1 to 65535");
  }
}
