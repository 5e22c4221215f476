package dev.paddock.bash;

import java.util.List;
import java.util.Optional;

/**
 * {@code NAME=VALUE}.
 *
 * @param index between square brackets after the name
 * @param append whether it is {@code +=}
 */
public record Assignment(String name, Optional<Word> index, boolean append, Value value) {
  /** What is assigned. */
  public sealed interface Value {
    /** One text. */
    record Scalar(Word word) implements Value {}

    /** {@code ( … )}. */
    record Array(List<Element> elements) implements Value {}
  }

  /**
   * One element of an array.
   *
   * @param index between square brackets, if it is given
   */
  public record Element(Optional<Word> index, Word word) {}
}
