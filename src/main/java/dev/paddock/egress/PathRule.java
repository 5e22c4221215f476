package dev.paddock.egress;

import java.util.regex.Pattern;

/**
 * A pattern for the path of a URL, from its first slash: {@code *} is any part of one segment,
 * {@code ?} one character of it, {@code **} as a segment any number of segments; a pattern that
 * ends in a slash is for everything below.
 */
final class PathRule {
  private final Pattern pattern;

  private PathRule(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Reads a pattern; one without a slash at its beginning gets it. */
  static PathRule of(String text) {
    String whole = text.startsWith("/") ? text : "/" + text;
    if (whole.endsWith("/") && whole.length() > 1) {
      whole += "**";
    }
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < whole.length()) {
      if (whole.startsWith("/**/", at)) {
        regex.append("/(?:[^/]+/)*");
        at += 4;
      } else if (whole.startsWith("/**", at) && at + 3 == whole.length()) {
        regex.append("/.*");
        at += 3;
      } else {
        regex.append(
            switch (whole.charAt(at)) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(whole.substring(at, at + 1));
            });
        at++;
      }
    }
    return new PathRule(Pattern.compile(regex.toString()));
  }

  /** Whether a path in its {@link NormalPath normal form} matches. */
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
