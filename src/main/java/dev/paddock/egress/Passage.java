package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** What happens to an accepted connection from then on. */
interface Passage {
  /**
   * Takes a connection over; to be called on the channel's event loop.
   *
   * @param client autoRead is off, half-closure allowed, and nothing is in its pipeline
   * @param destination where it wants to go, and may
   * @param first what was read of it already; the passage releases it
   */
  void take(Channel client, Destination destination, ByteBuf first);
}
