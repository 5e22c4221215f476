package dev.paddock.egress;

import io.netty.channel.Channel;

/** The connection to a destination that is read, or why there is none. */
sealed interface Outside {
  /**
   * TLS is up.
   *
   * @param protocol what the server chose; empty if it did not say
   */
  record Connected(Channel channel, String protocol) implements Outside {}

  /** It could not be made. */
  record Failed(Throwable cause) implements Outside {}
}
