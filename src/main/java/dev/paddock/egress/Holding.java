package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * Keeps what a client sends while it is being connected. Nothing is read meanwhile, except that
 * Netty reads what there is when the client ends its side.
 */
final class Holding extends FirstBytes {
  private Holding(ByteBuf first, Ending ending, Channel client) {
    super(first, cause -> ending.fail(client, cause));
  }

  /** Holds a client's bytes until they are taken or released. */
  static Holding on(Channel client, ByteBuf first, Ending ending) {
    Holding holding = new Holding(first, ending, client);
    client.pipeline().addFirst(holding);
    return holding;
  }

  @Override
  boolean decide(ByteBuf seen) {
    return false;
  }

  @Override
  boolean ended(ByteBuf seen) {
    return false;
  }

  @Override
  boolean isReading() {
    return false;
  }

  /** Joins the client with who it is connected to, and gives that one what was held. */
  void join(Channel client, Channel upstream, Ending ending) {
    Pipe pipe =
        Pipe.between(
            client,
            upstream,
            cause -> {
              ending.fail(client, cause);
              Connections.reset(upstream);
            });
    pipe.start();
    release();
  }
}
