package dev.paddock.relay;

import java.time.Duration;

/**
 * How far a push and the owner's git may go.
 *
 * @param largestFile bytes of one file that is new upstream; a push with a larger one is held
 * @param largestPush bytes on the wire; a larger push is refused while it comes in
 * @param quick for what git asks upstream
 * @param transfer for what git carries up or down
 */
public record PushLimits(long largestFile, long largestPush, Duration quick, Duration transfer) {
  /** What holds where the profile says nothing. */
  public static final PushLimits USUAL =
      new PushLimits(50L << 20, 1L << 30, Duration.ofMinutes(1), Duration.ofHours(1));
}
