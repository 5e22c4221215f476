package dev.paddock.home;

import dev.paddock.home.KeyTable.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one settings file is put through, value by value. Counts what it withheld and remembers what
 * it kept. Not thread-safe: one for a file.
 */
final class Sieve {
  private final KeyTable table;
  private final ValueFilter filter;
  private final SecretDetector detector;
  private final HomeRequest request;
  private final Predicate<Path> visible;
  private final Map<String, String> kept = new HashMap<>();
  private int withheld;

  Sieve(KeyTable table, SecretDetector detector, HomeRequest request, Predicate<Path> visible) {
    this.table = table;
    this.filter = new ValueFilter(detector);
    this.detector = detector;
    this.request = request;
    this.visible = visible;
  }

  /** Tells whether the key is one that is given at all. */
  boolean knows(List<String> key) {
    return table.kind(key).isPresent() && !secretName(key);
  }

  /** Returns the value to write for a key, perhaps changed; empty if it stays outside. */
  Optional<String> pass(List<String> key, String value) {
    Optional<String> passed =
        table
            .kind(key)
            .filter(kind -> !secretName(key))
            .flatMap(kind -> filter.clean(value).filter(clean -> fits(kind, clean)));
    passed.ifPresentOrElse(clean -> kept.put(String.join(".", key), clean), () -> withheld++);
    return passed;
  }

  /** Counts something that has no place in the format's tables. */
  void withhold() {
    withheld++;
  }

  /** Returns the last kept value of a key whose parts are joined by dots. */
  Optional<String> kept(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  /** Returns how many values stayed outside. */
  int withheld() {
    return withheld;
  }

  /**
   * A part may be free text (a profile, a registry, a subsection), and even that may be a secret.
   */
  private boolean secretName(List<String> key) {
    return detector.namesSecret(key.getLast())
        || key.stream().anyMatch(part -> filter.clean(part).filter(part::equals).isEmpty());
  }

  private boolean fits(Kind kind, String value) {
    return switch (kind) {
      case PLAIN -> true;
      case PATH -> (!value.contains("/") && !value.startsWith("~")) || isVisible(value);
      case ALIAS -> !value.isEmpty() && Character.isLetter(value.strip().codePointAt(0));
    };
  }

  private boolean isVisible(String value) {
    return request.path(value).filter(visible).isPresent();
  }
}
