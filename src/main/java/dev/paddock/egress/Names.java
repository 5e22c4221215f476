package dev.paddock.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one form of a host name, however it was asked for or claimed.
 *
 * <p>Letters, digits and hyphens (RFC 1123, section 2.1), and the underscore that service names
 * begin with (RFC 8552); what another reader could take for something else is no name here.
 */
final class Names {
  private static final int LONGEST = 253;

  private static final Pattern LABELS =
      Pattern.compile(
          "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");

  /** Readers of URLs take such a name for an IPv4 address (WHATWG URL, "ends in a number"). */
  private static final Pattern ENDS_IN_A_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  private Names() {}

  /**
   * Returns the name in lower case without the dot at its end.
   *
   * @return empty if it is no name
   */
  static Optional<String> canonical(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.isEmpty() || name.length() > LONGEST || !isAscii(name)) {
      return Optional.empty();
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return LABELS.matcher(lower).matches() && !ENDS_IN_A_NUMBER.matcher(lower).matches()
        ? Optional.of(lower)
        : Optional.empty();
  }

  /** Whether it is of one label, as no host of the internet is. */
  static boolean isSingleLabel(String canonical) {
    return canonical.indexOf('.') < 0;
  }

  // Lower case is not one to one beyond ASCII: the Kelvin sign becomes a k.
  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
