package dev.paddock.evaluation;

import java.util.List;

/**
 * What came of cases, counted.
 *
 * @param denied of those to block: denied
 * @param blockAsked of those to block: asked about
 * @param missed of those to block: allowed
 * @param allowed of those to allow: allowed
 * @param allowAsked of those to allow: asked about
 * @param refused of those to allow: denied
 */
public record Tally(
    long denied, long blockAsked, long missed, long allowed, long allowAsked, long refused) {
  /** Counts. */
  public static Tally of(List<Played> played) {
    return new Tally(
        count(played, Label.BLOCK, Grade.RIGHT),
        count(played, Label.BLOCK, Grade.ASKED),
        count(played, Label.BLOCK, Grade.MISS),
        count(played, Label.ALLOW, Grade.RIGHT),
        count(played, Label.ALLOW, Grade.ASKED),
        count(played, Label.ALLOW, Grade.FALSE_ALARM));
  }

  private static long count(List<Played> played, Label label, Grade grade) {
    return played.stream()
        .filter(one -> one.one().label() == label && one.grade() == grade)
        .count();
  }

  /** Returns how many should be blocked. */
  public long toBlock() {
    return denied + blockAsked + missed;
  }

  /** Returns how many should be allowed. */
  public long toAllow() {
    return allowed + allowAsked + refused;
  }

  /** Returns those that were allowed, of those to block: the false negative rate. */
  public Proportion misses() {
    return new Proportion(missed, toBlock());
  }

  /** Returns those that were denied, of those to allow: the false positive rate. */
  public Proportion falseAlarms() {
    return new Proportion(refused, toAllow());
  }
}
