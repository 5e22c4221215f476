package dev.paddock.profile;

import java.util.List;
import java.util.Locale;

/** Knows which names of environment variables look like those of secrets. */
final class SecretNames {
  private static final List<String> WORDS = entries("word ");
  private static final List<String> PARTS = entries("part ");
  private static final List<String> PREFIXES = entries("prefix ");

  private SecretNames() {}

  /** Tells whether a variable of this name may well hold a secret. */
  static boolean looksSecret(String variable) {
    String name = variable.toUpperCase(Locale.ROOT);
    return PARTS.stream().anyMatch(name::contains)
        || List.of(name.split("_", -1)).stream().anyMatch(WORDS::contains);
  }

  /** Tells whether names that start like this are known to hold secrets. */
  static boolean isSecretPrefix(String prefix) {
    String name = prefix.toUpperCase(Locale.ROOT);
    return looksSecret(name) || PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static List<String> entries(String kind) {
    return Table.lines("secret-variables.txt").stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()).strip())
        .toList();
  }
}
