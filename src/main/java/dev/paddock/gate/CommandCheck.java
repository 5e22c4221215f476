package dev.paddock.gate;

import dev.paddock.action.Decision;
import dev.paddock.action.Effect;
import dev.paddock.action.Verdict;
import dev.paddock.shell.ShellAnalysis;
import dev.paddock.shell.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides about a command line by rules alone. Pure but for its surroundings; thread-safe. */
public final class CommandCheck {
  private final Surroundings surroundings;
  private final Judge judge;

  /**
   * Prepares decisions for one project.
   *
   * @param fenced whether the command runs inside a sandbox of Paddock's
   * @param madeHere which files this session made
   */
  public CommandCheck(Surroundings surroundings, boolean fenced, Predicate<Path> madeHere) {
    this.surroundings = surroundings;
    this.judge =
        new Judge(
            new FileJudge(surroundings.project(), surroundings.home(), fenced, madeHere), fenced);
  }

  /** Decides. Never throws: what goes wrong is a reason not to allow. */
  public Decision check(String command, Path cwd) {
    List<Effect> effects;
    try {
      effects = ShellAnalysis.effects(command, cwd, surroundings);
    } catch (RuntimeException | LinkageError e) {
      effects = List.of(new Effect.NotRead("Paddock failed to read it: " + e));
    }
    return decide(effects);
  }

  /** Decides about effects. */
  public Decision decide(List<Effect> effects) {
    return decide(effects, Optional.empty());
  }

  /**
   * Decides about effects.
   *
   * @param first the rule that speaks before others that are as strict
   */
  Decision decide(List<Effect> effects, Optional<String> first) {
    Finding worst = Finding.FINE;
    for (Effect effect : effects) {
      Finding finding = judge.judge(effect);
      int more = rank(finding.verdict()) - rank(worst.verdict());
      boolean speaksFirst =
          first.filter(finding.rule()::equals).isPresent()
              && first.filter(worst.rule()::equals).isEmpty();
      if (more > 0 || (more == 0 && speaksFirst)) {
        worst = finding;
      }
    }
    return new Decision(
        worst.verdict(),
        worst.rule(),
        worst.enforcement(),
        worst.verdict() == Verdict.ALLOW ? "every effect is inside the profile" : worst.why(),
        Remedies.of(worst),
        effects);
  }

  /** The effects that alone would be a reason to deny. */
  List<Effect> denied(List<Effect> effects) {
    return effects.stream()
        .filter(effect -> judge.judge(effect).verdict() == Verdict.DENY)
        .toList();
  }

  /** The ids of the rules that forbid something in it, each once. */
  List<String> forbidding(List<Effect> effects) {
    return effects.stream()
        .map(judge::judge)
        .filter(finding -> finding.verdict() == Verdict.DENY)
        .map(Finding::rule)
        .distinct()
        .toList();
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> 0;
      case ASK -> 1;
      case DENY -> 2;
    };
  }
}
