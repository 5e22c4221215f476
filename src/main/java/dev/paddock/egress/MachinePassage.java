package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** Leads to the machine's own port, unread: {@code [ports] reach} names a service, not a host. */
final class MachinePassage implements Passage {
  private final Dialer dialer;
  private final EgressEvents events;

  MachinePassage(Dialer dialer, EgressEvents events) {
    this.dialer = dialer;
    this.events = events;
  }

  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    Ending ending = new Ending(destination, events);
    Holding holding = Holding.on(client, first, ending);
    var _ =
        dialer
            .dial(destination, client.eventLoop())
            .addListener(dialed -> dialed(client, ending, holding, dialed));
  }

  private void dialed(
      Channel client, Ending ending, Holding holding, Future<? super Channel> dialed) {
    if (dialed.isSuccess()) {
      events.connected(ending.destination());
      holding.join(client, (Channel) dialed.getNow(), ending);
    } else {
      ending.fail(client, dialed.cause());
    }
  }
}
