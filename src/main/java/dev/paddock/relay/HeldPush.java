package dev.paddock.relay;

import java.time.Instant;
import java.util.List;

/**
 * A push that waits for the owner.
 *
 * @param id what the owner types
 * @param session whose it was
 * @param time when
 * @param repository host and path
 * @param changes what it does to each ref
 * @param findings why it is held
 */
public record HeldPush(
    String id,
    String session,
    Instant time,
    String repository,
    List<RelayEvents.RefChange> changes,
    List<Finding> findings) {
  /** Keeps lists that nobody changes. */
  public HeldPush {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }
}
