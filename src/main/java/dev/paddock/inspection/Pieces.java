package dev.paddock.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Pieces of a text that are judged one by one as long as they are few, and the rest of them as one:
 * a page of a hundred thousand tiny comments must not take a hundred thousand judgements. Not
 * thread-safe.
 */
final class Pieces {
  private static final int MOST_ALONE = 500;

  /**
   * @param place where it begins in the text
   */
  record Piece(int place, String text) {}

  private final List<Piece> alone = new ArrayList<>();
  private final StringBuilder rest = new StringBuilder();
  private int restPlace;

  void add(int place, String text) {
    if (alone.size() < MOST_ALONE) {
      alone.add(new Piece(place, text));
    } else {
      restPlace = rest.isEmpty() ? place : restPlace;
      rest.append(text).append('\n');
    }
  }

  void judge(Predicate<String> judgement, Consumer<Piece> found) {
    for (Piece piece : alone) {
      if (judgement.test(piece.text())) {
        found.accept(piece);
      }
    }
    if (!rest.isEmpty() && judgement.test(rest.toString())) {
      found.accept(new Piece(restPlace, rest.toString()));
    }
  }
}
