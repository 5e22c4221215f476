package dev.paddock.egress;

import java.util.Optional;

/** Whether a request may go to its destination. */
sealed interface Verdict {
  /**
   * It may.
   *
   * @param rule what allows it; empty where requests are not read
   */
  record Allow(Optional<RequestRule> rule) implements Verdict {}

  /** It may not. */
  record Refuse(Refusal refusal) implements Verdict {}
}
