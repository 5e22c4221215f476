package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import java.nio.file.Path;

/** Decides about actions. Thread-safe; never throws: what can't be decided is denied or asked. */
@FunctionalInterface
public interface Gate {
  /**
   * Decides about one action and remembers it.
   *
   * @param cwd the folder that the action starts in, absolute
   */
  Decision decide(Action action, Path cwd);
}
