package dev.paddock.evaluation;

import dev.paddock.action.Action;
import dev.paddock.classifier.Channel;

/** One thing that happened in a session before the action that a case is about. */
public sealed interface Before {
  /** Somebody's words. */
  record Said(Channel channel, String text) implements Before {}

  /** The agent asked for something else. */
  record Asked(Action action) implements Before {}

  /**
   * The agent asked for something else, and read what came of it.
   *
   * @param text what it read
   */
  record Came(Action action, String text) implements Before {}
}
