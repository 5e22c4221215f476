package dev.paddock.egress;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** Makes the connection outside. */
interface Dialer {
  /**
   * Resolves the name once, refuses addresses that it must not lead to, and connects to one of the
   * others.
   *
   * @return a connected channel on that loop, with an empty pipeline, autoRead off and half-closure
   *     allowed; fails with {@link RefusedException}, or another IOException whose message is for
   *     people
   */
  Future<Channel> dial(Destination destination, EventLoop loop);
}
