package dev.paddock.profile;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern for names of hosts, as agents' permission rules have them: {@code *.example.com} is
 * every name below, at any depth, and not the name itself; any other {@code *} stays within one
 * label; {@code *} alone is every host. Immutable.
 *
 * @param text lower case, without a dot at its end
 */
public record DomainPattern(String text) {
  private static final Pattern VALID = Pattern.compile("[a-z0-9_*-]+(\\.[a-z0-9_*-]+)*");
  private static final int LONGEST = 253;

  /**
   * Reads a pattern.
   *
   * @throws EntryException if no host can have such a name: a port, a URL, an empty label
   */
  public static DomainPattern parse(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (name.length() > LONGEST || !VALID.matcher(name).matches()) {
      throw new EntryException(
          Printable.quote(text) + " is no pattern of host names",
          "Write a name such as example.com or *.example.com, in its xn-- form if it is not ASCII");
    }
    return new DomainPattern(name);
  }

  /** Tells whether this is every host. */
  public boolean isEvery() {
    return text.equals("*");
  }

  /**
   * Tells whether a host has such a name.
   *
   * @param host lower or upper case, with or without a dot at its end
   */
  public boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (isEvery()) {
      return !name.isEmpty();
    }
    List<String> pattern = List.of(text.split("\\.", -1));
    List<String> labels = List.of(name.split("\\.", -1));
    if (pattern.getFirst().equals("*")) {
      int below = labels.size() - pattern.size() + 1;
      return below >= 1
          && matches(pattern.subList(1, pattern.size()), labels.subList(below, labels.size()));
    }
    return matches(pattern, labels);
  }

  private static boolean matches(List<String> pattern, List<String> labels) {
    boolean same = pattern.size() == labels.size();
    for (int i = 0; same && i < labels.size(); i++) {
      same = matchesLabel(pattern.get(i), labels.get(i));
    }
    return same;
  }

  /** Only the last {@code *} is ever tried again. */
  private static boolean matchesLabel(String pattern, String label) {
    int at = 0;
    int next = 0;
    int retry = -1;
    int retryAt = 0;
    while (at < label.length()) {
      if (next < pattern.length() && pattern.charAt(next) == '*') {
        retry = ++next;
        retryAt = at;
      } else if (next < pattern.length() && pattern.charAt(next) == label.charAt(at)) {
        next++;
        at++;
      } else if (retry >= 0) {
        next = retry;
        at = ++retryAt;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == '*') {
      next++;
    }
    return next == pattern.length();
  }
}
