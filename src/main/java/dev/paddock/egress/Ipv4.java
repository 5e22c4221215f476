package dev.paddock.egress;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Pattern;

/** IPv4 addresses as text: four decimal numbers, and none of the other forms of inet_aton(3). */
final class Ipv4 {
  private static final String BYTE = "(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
  private static final Pattern ADDRESS = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

  private Ipv4() {}

  /** Returns the address, or nothing if the text is not one. */
  static Optional<Inet4Address> parse(String text) {
    return ADDRESS.matcher(text).matches()
        ? Optional.of(Inet4Address.ofLiteral(text))
        : Optional.empty();
  }

  /** Returns the address that a constant of this room is. */
  static Inet4Address of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  /** Returns the address as a number, its first byte the highest. */
  static int number(Inet4Address address) {
    byte[] bytes = address.getAddress();
    return (bytes[0] & 0xFF) << 24
        | (bytes[1] & 0xFF) << 16
        | (bytes[2] & 0xFF) << 8
        | (bytes[3] & 0xFF);
  }

  /** Returns the address that is so many after another. */
  static Inet4Address plus(Inet4Address first, int offset) {
    int number = number(first) + offset;
    return of(
        (number >>> 24)
            + "."
            + ((number >>> 16) & 0xFF)
            + "."
            + ((number >>> 8) & 0xFF)
            + "."
            + (number & 0xFF));
  }
}
