package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import dev.paddock.profile.Printable;
import java.util.ArrayList;
import java.util.List;

/** Collects what one file says. Not thread-safe. */
final class Lines {
  /** More than anybody writes; a hostile file could make every start slow otherwise. */
  private static final int MOST = 2_000;

  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST = 4_096;

  private final PermissionFile file;
  private final List<ImportedLine> lines = new ArrayList<>();
  private final List<PermissionProblem> problems = new ArrayList<>();
  private boolean isFull;

  Lines(PermissionFile file) {
    this.file = file;
  }

  PermissionFile file() {
    return file;
  }

  RuleOrigin origin(int line, String path, String text) {
    return new RuleOrigin(file, line, path, text);
  }

  void add(RuleOrigin origin, Verdict verdict, Outcome outcome) {
    if (origin.text().length() > LONGEST) {
      problem(origin.line(), "a rule is longer than " + LONGEST + " characters");
    } else if (lines.size() < MOST) {
      lines.add(new ImportedLine(origin, verdict, counting(verdict, outcome)));
    } else if (!isFull) {
      isFull = true;
      problem(origin.line(), "there are more than " + MOST + " rules; the others don't count");
    }
  }

  /** An allow line of a file that anybody may have written does not count. */
  private Outcome counting(Verdict verdict, Outcome outcome) {
    if (verdict == Verdict.ALLOW
        && !file.scope().mayAllow()
        && !(outcome instanceof Outcome.NotEnforced)) {
      return new Outcome.NotEnforced("a project's own files only narrow");
    }
    return outcome;
  }

  /**
   * Tells what can't be understood.
   *
   * @param message is escaped
   */
  void problem(int line, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new PermissionProblem(file, line, Printable.escape(message)));
    }
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Takes the effect from all lines that allow, for a reason. */
  void disallow(String reason) {
    lines.replaceAll(
        line ->
            line.verdict() == Verdict.ALLOW && !(line.outcome() instanceof Outcome.NotEnforced)
                ? new ImportedLine(line.origin(), line.verdict(), new Outcome.NotEnforced(reason))
                : line);
  }

  Imported result() {
    return new Imported(List.of(file), lines, problems);
  }
}
