package dev.paddock.gate;

import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;

/**
 * What one effect is worth.
 *
 * @param rule the id of the rule that speaks of it; {@code none}
 * @param enforcement what stands behind it
 * @param why for people
 */
record Finding(Verdict verdict, String rule, Enforcement enforcement, String why) {
  static final Finding FINE = new Finding(Verdict.ALLOW, "none", Enforcement.GATE, "");

  static Finding deny(String rule, String why) {
    return new Finding(Verdict.DENY, rule, Enforcement.GATE, why);
  }

  static Finding ask(String rule, String why) {
    return new Finding(Verdict.ASK, rule, Enforcement.GATE, why);
  }
}
