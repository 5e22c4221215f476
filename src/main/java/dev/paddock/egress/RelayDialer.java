package dev.paddock.egress;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.file.Path;

/** Connects with the git relay, and says who is meant. Thread-safe. */
final class RelayDialer {
  private final UnixDialer dialer;

  RelayDialer(Path socket) {
    this.dialer = new UnixDialer(socket, "the git relay");
  }

  /** Connects, as {@link UnixDialer#dial} does. */
  Future<Channel> dial(Relayed relayed, EventLoop loop) {
    return dialer.dial(relayed.preamble(), loop);
  }
}
