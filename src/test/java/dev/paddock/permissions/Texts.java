package dev.paddock.permissions;

import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules as tests write them. */
final class Texts {
  static final Path HOME = Path.of("/home/u");
  static final Path PROJECT = Path.of("/home/u/src/p");
  static final Path CWD = Path.of("/home/u/src/p/sub");

  private Texts() {}

  static PermissionFile file(Agent agent, Scope scope) {
    return switch (agent) {
      case CLAUDE ->
          scope == Scope.USER
              ? new PermissionFile(
                  agent, scope, HOME.resolve(".claude/settings.json"), HOME.resolve(".claude"))
              : new PermissionFile(agent, scope, PROJECT.resolve(".claude/settings.json"), PROJECT);
      case CODEX -> new PermissionFile(agent, scope, HOME.resolve(".codex/rules/a.rules"), HOME);
      case GEMINI ->
          new PermissionFile(agent, scope, HOME.resolve(".gemini/policies/a.toml"), HOME);
      case PADDOCK -> throw new IllegalArgumentException("a profile is no file of permissions");
    };
  }

  /** Reads Claude Code's settings with one rule. */
  static Imported claude(Scope scope, Verdict verdict, String rule) {
    String list = verdict.name().toLowerCase(Locale.ROOT);
    String quoted = rule.replace("\\", "\\\\").replace("\"", "\\\"");
    return claude(scope, "{\"permissions\": {\"" + list + "\": [\"" + quoted + "\"]}}");
  }

  static Imported claude(Scope scope, String json) {
    return ClaudeSettings.read(json, file(Agent.CLAUDE, scope), new AnchoredPath(HOME, CWD))
        .imported();
  }

  static Imported codex(String text) {
    return CodexRules.read(text, file(Agent.CODEX, Scope.USER));
  }

  static Imported gemini(String text) {
    return GeminiPolicy.read(text, file(Agent.GEMINI, Scope.USER));
  }

  /** Says what rules say of a command without quotes; NONE if nothing. */
  static String says(Imported imported, String... words) {
    Optional<RuleMatch> match = imported.command(List.of(words));
    return match.map(found -> found.verdict().name()).orElse("NONE");
  }

  static String becomes(Imported imported) {
    return switch (imported.lines().getFirst().outcome()) {
      case Outcome.Walled(List<Wall> walls, var _) -> walls.toString();
      case Outcome.Gated(var _, var _, String note) -> note.isEmpty() ? "gate" : "gate: " + note;
      case Outcome.NotEnforced(String reason) -> "no: " + reason;
    };
  }
}
