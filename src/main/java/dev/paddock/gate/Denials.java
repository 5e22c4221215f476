package dev.paddock.gate;

import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was denied in a session: the targets, so that another way to the same one is denied as well,
 * and how often, so that a person is called. Thread-safe.
 */
final class Denials {
  /** So many in a row call a person. */
  static final int IN_A_ROW = 3;

  /** So many in a session do. */
  static final int IN_ALL = 20;

  private static final int MOST_TARGETS = 500;
  private static final int SHORTEST_TARGET = 5;

  private final Path project;
  private final Set<String> targets = new LinkedHashSet<>();
  private int row;
  private int all;

  Denials(Path project) {
    this.project = project;
  }

  /** Counts an action that was allowed. */
  synchronized void allowed() {
    row = 0;
  }

  /**
   * Counts a denial and remembers what it was about.
   *
   * @param findings the effects that were the reason
   * @return whether a person is to be called now
   */
  synchronized boolean denied(List<Effect> findings) {
    for (Effect effect : findings) {
      target(effect).filter(target -> targets.size() < MOST_TARGETS).ifPresent(targets::add);
    }
    row++;
    all++;
    return row % IN_A_ROW == 0 || all == IN_ALL;
  }

  /** The target that was denied before and that an action is about again. */
  synchronized Optional<String> again(List<Effect> effects) {
    return targets.stream()
        .filter(target -> effects.stream().anyMatch(effect -> isAbout(effect, target)))
        .findFirst();
  }

  private Optional<String> target(Effect effect) {
    return switch (effect) {
      case Effect.Touches(FileAccess _, Place.At(Path path)) ->
          path.startsWith(project) || path.getNameCount() < 2
              ? Optional.empty()
              : Optional.of(path.toString()).filter(text -> text.length() >= SHORTEST_TARGET);
      case Effect.Connects(var _, String host, var _) ->
          Optional.of(host).filter(text -> text.length() >= SHORTEST_TARGET);
      case Effect.Touches _,
          Effect.Starts _,
          Effect.RunsCode _,
          Effect.Does _,
          Effect.NotRead _,
          Effect.Unknown _ ->
          Optional.empty();
    };
  }

  private static boolean isAbout(Effect effect, String target) {
    return switch (effect) {
      case Effect.Touches(FileAccess _, Place.At(Path path)) -> path.startsWith(target);
      case Effect.Connects(var _, String host, var _) -> host.equals(target);
      case Effect.Starts(List<String> words) ->
          words.stream().anyMatch(word -> names(word, target));
      case Effect.RunsCode(var _, String what) -> names(what, target);
      case Effect.Touches _, Effect.Does _, Effect.NotRead _, Effect.Unknown _ -> false;
    };
  }

  /** Whether a text names the target as a whole, not as a part of a longer name. */
  private static boolean names(String text, String target) {
    int place = text.indexOf(target);
    if (place < 0) {
      return false;
    }
    int end = place + target.length();
    return end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
  }
}
