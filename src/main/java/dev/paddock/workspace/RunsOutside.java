package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of names that run outside, {@code runs-outside.txt}, made for one question per entry of
 * a project. Immutable and thread-safe.
 */
final class RunsOutside {
  private static final String RESOURCE = "runs-outside.txt";

  private final Map<String, List<Rule>> byLastName = new HashMap<>();
  private final Map<Character, List<Rule>> byFirstCharacter = new HashMap<>();
  private final Map<String, List<Rule>> byLeadingName = new HashMap<>();
  private final Map<String, Rule> bareNames = new HashMap<>();
  private final Set<String> dependencies = new HashSet<>();

  RunsOutside(List<Rule> rules) {
    for (Rule rule : rules) {
      switch (rule.protection()) {
        case DEPENDENCIES -> dependencies.add(rule.lastSegment());
        case BARE_RUNS, BARE_PART -> bareNames.put(rule.lastSegment(), rule);
        case GIT_FOLDER, RUNS, READ_ONLY -> addProtected(rule);
      }
    }
  }

  private void addProtected(Rule rule) {
    if (rule.lastSegment().indexOf('*') >= 0) {
      char first = rule.lastSegment().charAt(0);
      byFirstCharacter.computeIfAbsent(first, character -> new ArrayList<>()).add(rule);
    } else {
      byLastName.computeIfAbsent(rule.lastSegment(), name -> new ArrayList<>()).add(rule);
    }
    for (int i = 0; i < rule.segments().size() - 1; i++) {
      Rule leading =
          new Rule(
              rule.segments().subList(0, i + 1),
              true,
              rule.protection(),
              rule.group(),
              rule.reason(),
              List.of());
      byLeadingName.computeIfAbsent(leading.lastSegment(), name -> new ArrayList<>()).add(leading);
    }
  }

  /** Returns the table that Paddock ships. */
  static RunsOutside bundled() {
    try (InputStream in =
        Objects.requireNonNull(RunsOutside.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new RunsOutside(RunsOutsideParser.parse(RESOURCE, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds the rule that protects an entry.
   *
   * @param foldedParent the folded path of its directory with a leading slash, or "" in the project
   * @param inDependencies whether it lies below a directory of dependencies
   */
  @Nullable Rule match(String foldedParent, String foldedName, Kind kind, boolean inDependencies) {
    Rule found = firstFit(byLastName.get(foldedName), foldedParent, kind, inDependencies);
    if (found == null && kind == Kind.SYMBOLIC_LINK) {
      found = firstFit(byLeadingName.get(foldedName), foldedParent, kind, inDependencies);
    }
    if (found != null || inDependencies || foldedName.isEmpty()) {
      return found;
    }
    found = firstPattern(foldedName.charAt(0), foldedParent, foldedName, kind);
    return found != null ? found : firstPattern('*', foldedParent, foldedName, kind);
  }

  private @Nullable Rule firstPattern(
      char first, String foldedParent, String foldedName, Kind kind) {
    for (Rule rule : byFirstCharacter.getOrDefault(first, List.of())) {
      if (Names.matches(rule.lastSegment(), foldedName) && fits(rule, foldedParent, kind, false)) {
        return rule;
      }
    }
    return null;
  }

  /** Finds the rule for an entry of a directory that is a bare git repository. */
  @Nullable Rule matchInBareRepository(String foldedName) {
    return bareNames.get(foldedName);
  }

  boolean isDependencies(String foldedName) {
    return dependencies.contains(foldedName);
  }

  private static @Nullable Rule firstFit(
      @Nullable List<Rule> rules, String foldedParent, Kind kind, boolean inDependencies) {
    if (rules == null) {
      return null;
    }
    for (Rule rule : rules) {
      if (fits(rule, foldedParent, kind, inDependencies)) {
        return rule;
      }
    }
    return null;
  }

  private static boolean fits(Rule rule, String foldedParent, Kind kind, boolean inDependencies) {
    if (inDependencies && rule.protection() != Protection.GIT_FOLDER) {
      return false;
    }
    if (rule.directoryOnly() && kind != Kind.DIRECTORY && kind != Kind.SYMBOLIC_LINK) {
      return false;
    }
    return rule.fitsBelow(foldedParent);
  }
}
