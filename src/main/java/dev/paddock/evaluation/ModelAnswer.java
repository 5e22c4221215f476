package dev.paddock.evaluation;

import java.util.List;

/**
 * What a good model would answer about a case, for tests that have a stub in a model's place.
 *
 * @param label what it would decide
 * @param words the user's words that it would quote, word for word
 */
public record ModelAnswer(Label label, List<String> words) {
  /** Keeps a list that nobody changes. */
  public ModelAnswer {
    words = List.copyOf(words);
  }
}
