package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/**
 * Leads to the gate's public side, as it is: what is said there is the gate's to read. It tells
 * nobody of a connection, since each of an agent's actions makes one, and is told by the gate.
 */
final class GatePassage implements Passage {
  private final UnixDialer dialer;
  private final EgressEvents events;

  GatePassage(UnixDialer dialer, EgressEvents events) {
    this.dialer = dialer;
    this.events = events;
  }

  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    Ending ending = new Ending(destination, events);
    Holding holding = Holding.on(client, first, ending);
    var _ =
        dialer
            .dial("", client.eventLoop())
            .addListener(
                (Future<Channel> dialed) -> {
                  if (dialed.isSuccess()) {
                    holding.join(client, dialed.getNow(), ending);
                  } else {
                    ending.fail(client, dialed.cause());
                  }
                });
  }
}
