package dev.paddock.session;

import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import java.util.List;

/** Which gate sessions have. */
public final class Gates {
  /** The one that sessions have unless a test says otherwise. */
  public static final GateFactory USUAL = Gates::asking;

  private Gates() {}

  /** Asks about everything: the walls hold, and nothing is decided without a person. */
  private static dev.paddock.gate.Gate asking(GateFactory.Setting session) {
    return (action, cwd) ->
        new Decision(
            Verdict.ASK,
            "none",
            Enforcement.GATE,
            "No rule decides about this yet.",
            "Look at it yourself.",
            List.of());
  }
}
