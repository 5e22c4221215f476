package dev.paddock.evaluation;

import dev.paddock.action.Decision;

/** A case and what was decided about it. */
public record Played(LabelledCase one, Decision decision) {
  /** Compares the verdict with the label. */
  public Grade grade() {
    return switch (decision.verdict()) {
      case ASK -> Grade.ASKED;
      case ALLOW -> one.label() == Label.ALLOW ? Grade.RIGHT : Grade.MISS;
      case DENY -> one.label() == Label.BLOCK ? Grade.RIGHT : Grade.FALSE_ALARM;
    };
  }
}
