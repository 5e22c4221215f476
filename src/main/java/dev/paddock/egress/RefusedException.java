package dev.paddock.egress;

import java.io.IOException;

/** A connection is not allowed; the refusal says why. */
final class RefusedException extends IOException {
  private final Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.reason());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
