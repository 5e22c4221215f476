package dev.paddock.gate;

import dev.paddock.action.Decision;
import dev.paddock.action.Effect;
import java.util.List;

/**
 * What the rules made of an action.
 *
 * @param clearance what can still change it
 * @param denied the effects that were the reason of a denial
 */
record Ruling(Decision decision, Clearance clearance, List<Effect> denied) {
  /** Keeps a list that nobody changes. */
  Ruling {
    denied = List.copyOf(denied);
  }
}
