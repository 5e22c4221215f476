package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.classifier.Channel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decides about actions, and hears what else agents tell. Thread-safe; never throws: what can't be
 * decided is denied or asked.
 */
@FunctionalInterface
public interface Gate {
  /**
   * Decides about one action and remembers it.
   *
   * @param cwd the folder that the action starts in, absolute
   */
  Decision decide(Action action, Path cwd);

  /** Decides about one action of somebody's; may wait for a model or a person. */
  default Decision decide(Action action, Path cwd, Asker asker) {
    return decide(action, cwd);
  }

  /**
   * Hears what an action gave, before the agent reads it.
   *
   * @param text what the agent will read, as far as its hook tells
   * @return a warning for the agent; empty if there is nothing to warn of. The text is read anyway
   */
  default Optional<String> came(Action action, Path cwd, String text, Asker asker) {
    return Optional.empty();
  }

  /** Hears words that came on a channel of Paddock's own. */
  default void heard(Channel channel, String words) {}

  /** Hears what the agent says that its user said; whoever is inside can forge it. */
  default void said(String words, Asker asker) {}

  /**
   * Hears that a helper of the agent's has ended.
   *
   * @param asker with the helper's name
   * @return a warning for the agent; empty if there is nothing to warn of
   */
  default Optional<String> returned(Asker asker) {
    return Optional.empty();
  }
}
