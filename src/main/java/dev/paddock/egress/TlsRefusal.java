package dev.paddock.egress;

/**
 * A refusal and what a TLS client is told.
 *
 * @param alert the description of a fatal alert (RFC 8446, section 6)
 */
record TlsRefusal(Refusal refusal, int alert) {
  private static final int ACCESS_DENIED = 49;
  private static final int UNRECOGNIZED_NAME = 112;

  static TlsRefusal of(Refusal refusal) {
    return new TlsRefusal(refusal, ACCESS_DENIED);
  }

  static TlsRefusal ofName(Refusal refusal) {
    return new TlsRefusal(refusal, UNRECOGNIZED_NAME);
  }

  /** Returns the alert as a record. */
  byte[] record() {
    return new byte[] {21, 3, 3, 0, 2, 2, (byte) alert};
  }
}
