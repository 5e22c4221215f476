package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Actions whose agent asks its user itself: Paddock hears the answer only by the result that comes
 * if it was yes. Thread-safe; keeps the last ones.
 */
final class Unanswered {
  private static final int MOST = 200;

  private final LinkedHashMap<Action, List<Effect>> waiting = new LinkedHashMap<>();

  synchronized void add(Action action, List<Effect> effects) {
    if (waiting.size() == MOST) {
      waiting.pollFirstEntry();
    }
    waiting.put(action, effects);
  }

  /** Returns what an action does that has run after all; empty if it was not waiting. */
  synchronized Optional<List<Effect>> taken(Action action) {
    return Optional.ofNullable(waiting.remove(action));
  }
}
