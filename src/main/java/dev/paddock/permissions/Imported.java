package dev.paddock.permissions;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What all files come to. Immutable, thread-safe.
 *
 * @param read the files that exist
 * @param lines every rule and what became of it, in the files' order
 * @param problems what can't be understood
 */
public record Imported(
    List<PermissionFile> read, List<ImportedLine> lines, List<PermissionProblem> problems) {
  /** No rules. */
  public static final Imported NOTHING = new Imported(List.of(), List.of(), List.of());

  /** Keeps lists that nobody changes. */
  public Imported {
    read = List.copyOf(read);
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /** Returns the rules of both. */
  public Imported and(Imported more) {
    return new Imported(
        joined(read, more.read), joined(lines, more.lines), joined(problems, more.problems));
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** A wall and the line that it is from. */
  public record Sourced(Wall wall, RuleOrigin origin) {}

  /** Returns the walls to add to the profile. */
  public List<Sourced> walls() {
    return lines.stream()
        .flatMap(
            line ->
                switch (line.outcome()) {
                  case Outcome.Walled(List<Wall> walls, var _) ->
                      walls.stream().map(wall -> new Sourced(wall, line.origin()));
                  case Outcome.Gated(var _, List<Wall> walls, String _) ->
                      walls.stream().map(wall -> new Sourced(wall, line.origin()));
                  case Outcome.NotEnforced _ -> Stream.<Sourced>empty();
                })
        .toList();
  }

  /** Returns the rules for the gate. */
  public List<GateRule> rules() {
    return lines.stream()
        .flatMap(
            line ->
                switch (line.outcome()) {
                  case Outcome.Walled(var _, List<GateRule> rules) -> rules.stream();
                  case Outcome.Gated(List<GateRule> rules, var _, String _) -> rules.stream();
                  case Outcome.NotEnforced _ -> Stream.<GateRule>empty();
                })
        .toList();
  }

  /** Returns the rules about commands. */
  public List<CommandRule> commands() {
    return rules().stream()
        .flatMap(rule -> rule instanceof CommandRule command ? Stream.of(command) : Stream.empty())
        .toList();
  }

  /**
   * Says what the rules say of one program that would start: the strictest verdict, where each
   * agent with priorities has spoken for itself first. An ALLOW is the owner's, and says no more
   * than that nobody has to be asked because of this program.
   *
   * @param words as {@code Effect.Starts} has them
   */
  public Optional<RuleMatch> command(List<String> words) {
    List<CommandRule> commands = commands();
    return strictest(commands, rule -> rule.matches(words));
  }

  /**
   * Says what the rules say of an action; a command line's programs are asked about on their own.
   */
  public Optional<RuleMatch> action(Action action) {
    return strictest(rules(), rule -> rule.matches(action));
  }

  private static <T extends GateRule> Optional<RuleMatch> strictest(
      List<T> rules, Function<T, Optional<RuleMatch>> ask) {
    List<RuleMatch> counting = new ArrayList<>();
    Optional<RuleMatch> first = Optional.empty();
    for (T rule : rules) {
      Optional<RuleMatch> match = ask.apply(rule);
      if (match.isEmpty() || rule.origin().file().agent() != Agent.GEMINI) {
        match.ifPresent(counting::add);
      } else if (first.isEmpty() || isBefore(match.get(), first.get())) {
        first = match;
      }
    }
    first.ifPresent(counting::add);
    return counting.stream().max(Comparator.comparing(RuleMatch::verdict));
  }

  /** Gemini CLI obeys the matching rule of the highest priority. */
  private static boolean isBefore(RuleMatch match, RuleMatch other) {
    return match.priority() != other.priority()
        ? match.priority() > other.priority()
        : match.verdict().compareTo(other.verdict()) > 0;
  }

  /** Returns how many lines of a verdict there are; for what is told. */
  public long count(Verdict verdict) {
    return lines.stream().filter(line -> line.verdict() == verdict).count();
  }
}
