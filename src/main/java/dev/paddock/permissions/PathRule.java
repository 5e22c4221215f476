package dev.paddock.permissions;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import dev.paddock.profile.PathPattern;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A rule about a file that an agent's own tools read or change.
 *
 * @param writingOnly whether reading is not meant
 * @param pattern anchored to the root
 */
public record PathRule(Verdict verdict, RuleOrigin origin, boolean writingOnly, PathPattern pattern)
    implements GateRule {
  @Override
  public Optional<RuleMatch> matches(Action action) {
    return switch (action) {
      case Action.ReadFile(Path path) -> matches(path, false);
      case Action.WriteFile(Path path, String _) -> matches(path, true);
      case Action.EditFile(Path path, String _) -> matches(path, true);
      case Action.Shell _,
          Action.Fetch _,
          Action.Search _,
          Action.McpCall _,
          Action.Subagent _,
          Action.OwnTool _,
          Action.OtherTool _ ->
          Optional.empty();
    };
  }

  /**
   * Says what the rule says of a file.
   *
   * @param path absolute
   */
  public Optional<RuleMatch> matches(Path path, boolean writes) {
    String relative = path.normalize().toString().substring(1);
    boolean isMeant =
        (writes || !writingOnly)
            && (pattern.matches(relative, false) || pattern.matches(relative, true));
    return GateRule.match(this, Certainty.of(isMeant), 0, "");
  }
}
