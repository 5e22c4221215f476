package dev.paddock.approval;

import java.util.List;

/**
 * What a session shows to people.
 *
 * @param waiting the oldest first
 * @param denied what was denied, or asked by the agent itself, lately; the oldest first. An answer
 *     counts for the next try
 */
public record QuestionList(List<ShownQuestion> waiting, List<ShownQuestion> denied) {
  /** Keeps lists that nobody changes. */
  public QuestionList {
    waiting = List.copyOf(waiting);
    denied = List.copyOf(denied);
  }
}
