package dev.paddock.shell;

import dev.paddock.action.Effect;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects effects; each once, in the order in which they were found. */
final class Findings {
  private static final int MOST = 2_000;

  private final Set<Effect> effects = new LinkedHashSet<>();
  private boolean full;

  void add(Effect effect) {
    if (effects.size() < MOST) {
      effects.add(effect);
    } else if (!full) {
      full = true;
      effects.add(new Effect.NotRead("it does too many things to look at"));
    }
  }

  void addAll(Findings other) {
    other.effects.forEach(this::add);
  }

  List<Effect> all() {
    return List.copyOf(effects);
  }
}
