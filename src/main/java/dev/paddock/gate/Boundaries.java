package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.classifier.Channel;
import dev.paddock.gate.Boundary.Kind;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people said is not to be done in a session. It holds until the session's end, however long
 * ago it was said: only a person, or words from outside that are quoted, get past it. Thread-safe,
 * bounded.
 */
final class Boundaries {
  private static final int MOST = 500;

  private static final Set<Deed> PUSHES =
      Set.of(Deed.GIT_PUSH, Deed.GIT_FORCE_PUSH, Deed.GIT_PUSH_DEFAULT, Deed.GIT_PUSH_ELSEWHERE);
  private static final Set<Deed> DELETIONS =
      Set.of(Deed.GIT_DISCARD, Deed.GIT_DESTROY, Deed.REMOTE_DELETE, Deed.DATABASE_DESTROY);

  /** What these programs' verbs are, where no deed tells. */
  private static final Map<Kind, Map<String, Set<String>>> VERBS =
      Map.of(
          Kind.COMMIT,
          Map.of(
              "git",
              Set.of("commit", "cherry-pick", "revert", "merge", "am", "commit-tree", "rebase")),
          Kind.PUSH,
          Map.of(
              "git", Set.of("push", "dcommit", "remote-https", "remote-ssh"),
              "hub", Set.of("push", "sync"),
              "repo", Set.of("upload"),
              "make", Set.of("push"),
              "npm", Set.of("push"),
              "just", Set.of("push")));

  /** A verb stands among the first words: {@code git -C folder commit}, {@code git svn dcommit}. */
  private static final int FIRST_WORDS = 5;

  private static final Pattern REQUEST_TOOL = Pattern.compile("(?i)pull_?request|merge_?request");

  private final Path project;
  private final Set<Boundary> outside = new LinkedHashSet<>();
  private final Set<Boundary> others = new LinkedHashSet<>();

  Boundaries(Path project) {
    this.project = project;
  }

  /**
   * Hears words; whoever says them may narrow. Those from outside have room of their own, else
   * something inside could take it all before they come.
   */
  synchronized void said(String words, Channel channel) {
    Set<Boundary> all = channel.isOutside() ? outside : others;
    for (Boundary boundary : BoundaryWords.of(words, channel == Channel.INSTRUCTIONS)) {
      if (all.size() < MOST) {
        all.add(boundary);
      }
    }
  }

  /** Returns the boundary that an action is beyond; empty if it is within all. */
  synchronized Optional<Boundary> crossed(Action action, List<Effect> effects) {
    return Stream.concat(outside.stream(), others.stream())
        .filter(boundary -> isCrossed(boundary, action, effects))
        .findFirst();
  }

  private boolean isCrossed(Boundary boundary, Action action, List<Effect> effects) {
    return switch (action) {
      case Action.Subagent(String task) -> BoundaryWords.asksFor(task, boundary.kind());
      case Action.McpCall(String _, String tool, String _) ->
          changes(effects) && isNamed(boundary, tool);
      case Action.OtherTool(String name, String _) -> changes(effects) && isNamed(boundary, name);
      case Action.Shell _,
          Action.ReadFile _,
          Action.WriteFile _,
          Action.EditFile _,
          Action.Fetch _,
          Action.Search _,
          Action.OwnTool _ ->
          effects.stream().anyMatch(effect -> isCrossed(boundary, effect));
    };
  }

  private static boolean changes(List<Effect> effects) {
    return effects.stream().anyMatch(Effect.Does.class::isInstance);
  }

  /** Of a tool nobody knows more than its name: {@code push_files}, {@code create_pull_request}. */
  private static boolean isNamed(Boundary boundary, String tool) {
    return boundary.path().isEmpty()
        && (BoundaryWords.asksFor(tool, boundary.kind())
            || (boundary.kind() == Kind.REQUEST && REQUEST_TOOL.matcher(tool).find()));
  }

  private boolean isCrossed(Boundary boundary, Effect effect) {
    return switch (effect) {
      case Effect.Does(Deed deed, String _) -> isCrossed(boundary, deed);
      case Effect.Touches(FileAccess access, Place place) -> isCrossed(boundary, access, place);
      case Effect.Starts(List<String> words) -> isCrossed(boundary.kind(), words);
      case Effect.RunsCode _, Effect.Connects _, Effect.NotRead _, Effect.Unknown _ -> false;
    };
  }

  /** What a program does by its verb, where no deed tells. */
  private static boolean isCrossed(Kind kind, List<String> words) {
    String program = words.isEmpty() ? "" : words.getFirst();
    String name = program.substring(program.lastIndexOf('/') + 1);
    Set<String> verbs = VERBS.getOrDefault(kind, Map.of()).getOrDefault(name, Set.of());
    return words.stream()
        .skip(1)
        .filter(word -> !word.startsWith("-"))
        .limit(FIRST_WORDS)
        .takeWhile(word -> !word.equals("stash"))
        .anyMatch(verbs::contains);
  }

  private static boolean isCrossed(Boundary boundary, Deed deed) {
    if (boundary.path().isPresent()) {
      return false;
    }
    return switch (boundary.kind()) {
      case PUSH -> PUSHES.contains(deed);
      case DELETE -> DELETIONS.contains(deed);
      case INSTALL -> deed == Deed.INSTALL_CHOSEN || deed == Deed.INSTALL_DECLARED;
      case PUBLISH -> deed == Deed.PUBLISH;
      case DEPLOY -> deed == Deed.DEPLOY || deed == Deed.INFRASTRUCTURE_APPLY;
      case REQUEST -> deed == Deed.EXTERNAL_WRITE || deed == Deed.REVIEW_BYPASS;
      case COMMIT, CHANGE, OUTSIDE -> false;
    };
  }

  private boolean isCrossed(Boundary boundary, FileAccess access, Place place) {
    boolean removes =
        switch (access) {
          case EMPTY, MOVE, DELETE, DELETE_TREE, DELETE_SOME, DELETE_ALL -> true;
          case LOOK, READ, READ_TREE, WRITE, PERMIT, PERMIT_TREE -> false;
        };
    boolean changes = removes || access == FileAccess.WRITE;
    Optional<Path> path = folder(place);
    return switch (boundary.kind()) {
      case DELETE -> removes && path.filter(one -> isIn(boundary, one)).isPresent();
      case CHANGE -> changes && path.filter(one -> isIn(boundary, one)).isPresent();
      case OUTSIDE ->
          changes
              && path.filter(one -> one.startsWith(project) && !isIn(boundary, one)).isPresent();
      case PUSH, COMMIT, INSTALL, PUBLISH, DEPLOY, REQUEST -> false;
    };
  }

  /** Whether a path is in the boundary's place; without one, in the project. */
  private boolean isIn(Boundary boundary, Path path) {
    return path.startsWith(boundary.path().map(project::resolve).orElse(project).normalize());
  }

  private static Optional<Path> folder(Place place) {
    return switch (place) {
      case Place.At(Path path) -> Optional.of(path);
      case Place.Matching(Path folder, String _) -> Optional.of(folder.resolve("x"));
      case Place.Below(Path folder, String _, boolean _) -> Optional.of(folder.resolve("x"));
      case Place.Listed(Path folder, boolean _) -> Optional.of(folder.resolve("x"));
      case Place.Unset _, Place.Unknown _ -> Optional.empty();
    };
  }
}
