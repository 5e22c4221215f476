package dev.paddock.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections and keys of a profile, and what somebody may have meant who wrote another one. */
final class KnownKeys {
  static final List<String> OF_A_HOST = List.of("methods", "paths", "credential");
  static final String CREDENTIALS = "credentials";
  static final List<String> OF_A_CREDENTIAL =
      List.of("from", "header", "format", "variable", "placeholder");
  private static final Map<String, List<String>> BY_SECTION =
      Map.ofEntries(
          Map.entry("files", List.of("write", "read", "copy", "hide")),
          Map.entry("network", List.of("allow", "private", "registries", "host")),
          Map.entry(CREDENTIALS, List.of()),
          Map.entry("ports", List.of("publish", "reach")),
          Map.entry(
              "git",
              List.of("push", "protect", "refs", "remotes", "fetch", "largest", "sign", "land")),
          Map.entry("env", List.of("pass")),
          Map.entry("limits", List.of("memory", "processes", "time", "scratch")),
          Map.entry("auto_mode", List.of("allow", "soft_deny", "hard_deny", "environment")),
          Map.entry("permissions", List.of("import", "allow")),
          Map.entry(
              "classifier",
              List.of(
                  "provider",
                  "model",
                  "base_url",
                  "key",
                  "timeout",
                  "calls",
                  "tokens",
                  "dollars",
                  "results",
                  "price_input",
                  "price_output",
                  "price_cache_read",
                  "price_cache_write")),
          Map.entry("ask", List.of("wait")));

  private KnownKeys() {}

  static Collection<String> sections() {
    return BY_SECTION.keySet();
  }

  static List<String> of(String section) {
    return BY_SECTION.getOrDefault(section, List.of());
  }

  /** Returns what to do about a key that its section does not have. */
  static String remedy(String key, Collection<String> known) {
    return elsewhere(key)
        .or(() -> nearest(key, known).map(near -> "Did you mean " + near + "?"))
        .orElseGet(() -> "Known here: " + String.join(", ", known.stream().sorted().toList()));
  }

  private static Optional<String> elsewhere(String key) {
    List<String> sections =
        BY_SECTION.entrySet().stream()
            .filter(section -> section.getValue().contains(key))
            .map(section -> "[" + section.getKey() + "]")
            .sorted(Comparator.reverseOrder())
            .toList();
    return sections.isEmpty()
        ? Optional.empty()
        : Optional.of(key + " belongs in " + String.join(" or ", sections));
  }

  private static Optional<String> nearest(String key, Collection<String> known) {
    if (key.length() > 40) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> distance(key, candidate) <= (candidate.length() + 1) / 3)
        .min(
            Comparator.comparingInt((String candidate) -> distance(key, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance: how many characters have to be added, removed or changed. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
