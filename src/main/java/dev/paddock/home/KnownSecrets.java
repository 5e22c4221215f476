package dev.paddock.home;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds secrets in source code: keys that services give a prefix of their own, and private keys.
 * Other than for the values of settings, a false alarm is dear here, so that nothing is guessed
 * from names or randomness. Immutable and thread-safe.
 */
public final class KnownSecrets {
  private final List<Shape> shapes =
      TextTable.lines("secret-prefixes.txt").stream().map(KnownSecrets::shape).toList();

  /** Finds a secret in a line, and names its kind; the secret itself is not told. */
  public Optional<String> kindIn(CharSequence line) {
    return shapes.stream()
        .filter(shape -> shape.pattern().matcher(line).find())
        .map(Shape::kind)
        .findFirst();
  }

  private static Shape shape(String line) {
    String[] parts = line.split("\\s+", 2);
    return new Shape(parts[0], Pattern.compile(parts[1]));
  }

  private record Shape(String kind, Pattern pattern) {}
}
