package dev.paddock.egress;

import dev.paddock.credentials.KeyStore;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/**
 * Plain HTTP/1.1: every request has to be for the destination's name. No key ever goes this way.
 */
final class HttpPassage implements Passage {
  private final Dialer dialer;
  private final Gatekeeper gatekeeper;

  HttpPassage(Dialer dialer, KeyStore keys, EgressEvents events) {
    this.dialer = dialer;
    this.gatekeeper = new Gatekeeper(keys, events);
  }

  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    Http1Front front =
        Http1Front.serve(client, destination, gatekeeper, false, () -> dial(client, destination));
    if (first.isReadable()) {
      client.pipeline().fireChannelRead(first);
      client.pipeline().fireChannelReadComplete();
    } else {
      first.release();
      front.wantRead();
    }
  }

  private Future<Channel> dial(Channel client, Destination destination) {
    return dialer
        .dial(destination, client.eventLoop())
        .addListener(
            (Future<Channel> dialed) -> {
              if (dialed.isSuccess()) {
                gatekeeper.events().connected(destination);
              }
            });
  }
}
