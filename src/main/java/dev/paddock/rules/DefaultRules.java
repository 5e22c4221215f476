package dev.paddock.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that come with Paddock, read when they are first asked for. Thread-safe. */
public final class DefaultRules {
  private static final String RESOURCE = "default-rules.md";

  private DefaultRules() {}

  /** Returns the rules of a kind, in the order of the file. */
  public static List<Rule> of(RuleKind kind) {
    return Loaded.RULES.stream().filter(rule -> rule.kind() == kind).toList();
  }

  /** Returns all of them. */
  public static List<Rule> all() {
    return Loaded.RULES;
  }

  /** Returns the rule with an id. */
  public static Optional<Rule> rule(String id) {
    return Optional.ofNullable(Loaded.BY_ID.get(id));
  }

  /** Read once, under the lock that a class's initialisation is. */
  private static final class Loaded {
    private static final List<Rule> RULES = RuleParser.parse(RESOURCE, text());
    private static final Map<String, Rule> BY_ID = byId();

    private static Map<String, Rule> byId() {
      Map<String, Rule> rules = new HashMap<>();
      RULES.forEach(rule -> rules.put(rule.id(), rule));
      return Map.copyOf(rules);
    }

    private static String text() {
      try (InputStream in = DefaultRules.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is missing: Paddock's jar is damaged");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " can't be read: Paddock's jar is damaged", e);
      }
    }
  }
}
