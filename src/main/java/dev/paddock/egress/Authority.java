package dev.paddock.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and port that a request claims to be for (RFC 9110 7.2, RFC 9113 8.3.1).
 *
 * @param host in lower case, without a dot at its end
 * @param port if it is said
 */
record Authority(String host, OptionalInt port) {
  private static final int LONGEST = 260;
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*)\\.?(?::(\\d{1,5}))?");

  /** Reads one; empty for everything else, a user name before the host included. */
  static Optional<Authority> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      return Optional.empty();
    }
    String port = matcher.group(2);
    return Optional.of(
        new Authority(
            matcher.group(1).toLowerCase(Locale.ROOT),
            port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port))));
  }

  boolean isFor(Destination destination) {
    return host.equals(destination.host()) && port.orElse(destination.port()) == destination.port();
  }
}
