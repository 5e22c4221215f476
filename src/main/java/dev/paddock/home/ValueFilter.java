package dev.paddock.home;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the value of an allowed key harmless, or withholds it. Immutable and thread-safe.
 *
 * <p>A URL loses its user info (RFC 3986, 3.2.1). A URL that is not plain beyond that (a query, a
 * fragment, a port that is no number, a further {@code @}) is withheld rather than understood:
 * passwords with unescaped signs make such URLs.
 */
final class ValueFilter {
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:/{2,})([^/\\s\"'<>,|]*)([^\\s\"'<>,|]*)");
  private static final Pattern PLAIN_AUTHORITY =
      Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])?(:[0-9]+)?");
  private static final Pattern LATE_AT = Pattern.compile("(?<!/)@");

  /** Variables may hold anything; HOME is known. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?!user\\.home}|HOME})");

  private final SecretDetector detector;

  ValueFilter(SecretDetector detector) {
    this.detector = detector;
  }

  /** Returns the value without user info; empty if it must stay outside. */
  Optional<String> clean(String value) {
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t' && c != '\n') || c == 0x7f)
        || REFERENCE.matcher(value).find()) {
      return Optional.empty();
    }
    return withoutUserInfo(value).filter(clean -> !detector.findsIn(clean));
  }

  private static Optional<String> withoutUserInfo(String value) {
    StringBuilder clean = new StringBuilder();
    Matcher url = URL.matcher(value);
    int end = 0;
    while (url.find()) {
      String authority = url.group(2);
      String host = authority.substring(authority.lastIndexOf('@') + 1);
      String rest = url.group(3);
      if (!PLAIN_AUTHORITY.matcher(host).matches()
          || rest.contains("?")
          || rest.contains("#")
          || LATE_AT.matcher(rest).find()) {
        return Optional.empty();
      }
      clean.append(value, end, url.start()).append(url.group(1)).append(host).append(rest);
      end = url.end();
    }
    if (end == 0) {
      return Optional.of(value);
    }
    // What a comma or a quote ended may still belong to a password: such a value has an "@" left.
    String tail = value.substring(end);
    return LATE_AT.matcher(tail).find() || LATE_AT.matcher(clean).find()
        ? Optional.empty()
        : Optional.of(clean.append(tail).toString());
  }
}
