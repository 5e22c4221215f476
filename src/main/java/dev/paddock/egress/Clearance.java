package dev.paddock.egress;

import java.util.List;
import java.util.Optional;

/** What becomes of a request. */
sealed interface Clearance {
  /**
   * It goes out.
   *
   * @param fields its head, with keys; no message and no event may hold them
   * @param echo keeps a key that is among them from coming back
   */
  record Cleared(List<HeaderField> fields, Optional<Echo> echo) implements Clearance {}

  /**
   * It does not.
   *
   * @param status 403 for what is not allowed, 502 for what can't be done
   */
  record Denied(int status, Refusal refusal) implements Clearance {}
}
