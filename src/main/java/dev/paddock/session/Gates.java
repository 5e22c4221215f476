package dev.paddock.session;

import dev.paddock.gate.SessionGate;

/** Which gate sessions have. */
public final class Gates {
  /** The one that sessions have unless a test says otherwise. */
  public static final GateFactory USUAL =
      session -> new SessionGate(session.project(), session.home(), session.imported());

  private Gates() {}
}
