package dev.paddock.egress;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A pattern for the path of a URL, from its first slash: {@code *} is any part of one segment,
 * {@code ?} one character of it, {@code **} as a segment any number of segments (at the end: at
 * least one); a pattern that ends in a slash is for everything below.
 *
 * @param segments what stands between the slashes
 */
record PathRule(List<String> segments) {
  private static final String ANY_SEGMENTS = "**";

  PathRule {
    segments = List.copyOf(segments);
  }

  /** Reads a pattern; the slash at its beginning may be left out. */
  static PathRule of(String text) {
    String relative = text.startsWith("/") ? text.substring(1) : text;
    boolean below = text.endsWith("/") && !relative.isEmpty();
    String whole = below ? relative + ANY_SEGMENTS : relative;
    boolean open = whole.equals(ANY_SEGMENTS) || whole.endsWith("/" + ANY_SEGMENTS);
    return new PathRule(List.of((open ? whole + "/*" : whole).split("/", -1)));
  }

  /** Whether a path in its {@link NormalPath normal form} matches. */
  boolean matches(String path) {
    return matches(
        segments,
        List.of(path.substring(1).split("/", -1)),
        ANY_SEGMENTS::equals,
        PathRule::matchesSegment);
  }

  private static boolean matchesSegment(String pattern, String segment) {
    return matches(
        characters(pattern),
        characters(segment),
        c -> c == '*',
        (wanted, c) -> wanted == '?' || wanted.equals(c));
  }

  private static List<Character> characters(String text) {
    return text.chars().mapToObj(c -> (char) c).collect(Collectors.toList());
  }

  /**
   * Matches wildcards without recursion: after a mismatch the last wildcard takes one item more, so
   * the time is at most the product of both lengths.
   */
  private static <T> boolean matches(
      List<T> pattern, List<T> items, Predicate<T> any, BiPredicate<T, T> same) {
    int p = 0;
    int i = 0;
    int wildcard = -1;
    int resume = 0;
    while (i < items.size()) {
      if (p < pattern.size() && any.test(pattern.get(p))) {
        wildcard = p++;
        resume = i;
      } else if (p < pattern.size() && same.test(pattern.get(p), items.get(i))) {
        p++;
        i++;
      } else if (wildcard >= 0) {
        p = wildcard + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.size() && any.test(pattern.get(p))) {
      p++;
    }
    return p == pattern.size();
  }
}
