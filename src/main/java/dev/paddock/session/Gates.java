package dev.paddock.session;

/** Which gate sessions have. */
public final class Gates {
  /** The one that sessions have unless a test says otherwise. */
  public static final GateFactory USUAL = SessionJudge::open;

  private Gates() {}
}
