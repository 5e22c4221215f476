package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.Printable;
import dev.paddock.profile.Sourced;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads agents' permission rules. */
public final class Permissions {
  private Permissions() {}

  /**
   * Reads all files. What can't be read or understood is among the problems; nothing is thrown for
   * it.
   */
  public static Imported read(PermissionSources sources) {
    AnchoredPath paths = new AnchoredPath(sources.home(), sources.workingDirectory());
    List<PermissionFile> read = new ArrayList<>();
    List<ImportedLine> lines = new ArrayList<>();
    List<PermissionProblem> problems = new ArrayList<>();
    boolean managedOnly = false;
    for (PermissionFile file : sources.files()) {
      Optional<String> text = Optional.empty();
      try {
        Path within = file.scope().mayAllow() ? Path.of("/") : sources.project();
        text = TextFile.read(file.file(), within);
      } catch (IOException e) {
        String message = "it can't be read: " + Printable.escape(String.valueOf(e.getMessage()));
        problems.add(new PermissionProblem(file, 0, message));
      }
      if (text.isEmpty()) {
        continue;
      }
      ClaudeSettings.Settings settings = read(text.get(), file, paths);
      managedOnly |= settings.managedOnly() && file.scope() == Scope.MANAGED;
      Imported imported = settings.imported();
      read.addAll(imported.read());
      lines.addAll(imported.lines());
      problems.addAll(imported.problems());
    }
    return new Imported(read, managedOnly ? managedOnly(lines) : lines, problems);
  }

  /**
   * Reads what the profile itself says in {@code permissions.allow}. A line that is about no single
   * program, or about any code at all, is not enforced, with the reason.
   *
   * @param allow rules of the form {@code Bash(COMMAND)}
   */
  public static Imported ofProfile(List<Sourced<String>> allow) {
    ClaudeLine rules = new ClaudeLine(new AnchoredPath(Path.of("/"), Path.of("/")));
    List<ImportedLine> lines = new ArrayList<>();
    for (Sourced<String> entry : allow) {
      Path path = Path.of(entry.origin().file());
      PermissionFile file = new PermissionFile(Agent.PADDOCK, Scope.USER, path, path);
      RuleOrigin origin =
          new RuleOrigin(file, entry.origin().line(), "permissions.allow", entry.value());
      lines.add(new ImportedLine(origin, Verdict.ALLOW, rules.outcome(origin, Verdict.ALLOW)));
    }
    return new Imported(List.of(), lines, List.of());
  }

  /**
   * Returns the same pattern where the links in its certain part have been followed; empty if that
   * is the same. This looks at the machine.
   */
  public static Optional<PathPattern> real(PathPattern pattern) {
    return AnchoredPath.real(pattern);
  }

  private static ClaudeSettings.Settings read(
      String text, PermissionFile file, AnchoredPath paths) {
    return switch (file.agent()) {
      case CLAUDE -> ClaudeSettings.read(text, file, paths);
      case CODEX -> new ClaudeSettings.Settings(CodexRules.read(text, file), false);
      case GEMINI -> new ClaudeSettings.Settings(GeminiPolicy.read(text, file), false);
      case PADDOCK -> throw new IllegalArgumentException(file + " is read by the profile's loader");
    };
  }

  /** Where the administrator says so, nobody else's lines allow; their denials only narrow. */
  private static List<ImportedLine> managedOnly(List<ImportedLine> lines) {
    return lines.stream()
        .map(
            line ->
                line.verdict() == Verdict.ALLOW
                        && line.origin().file().agent() == Agent.CLAUDE
                        && line.origin().file().scope() != Scope.MANAGED
                    ? new ImportedLine(
                        line.origin(),
                        line.verdict(),
                        new Outcome.NotEnforced("allowManagedPermissionRulesOnly is set"))
                    : line)
        .toList();
  }
}
