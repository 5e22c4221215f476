package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Takes what is spoken at a port of its own with a destination whose requests are read: HTTP in TLS
 * or plain HTTP, as registries in companies' networks have it. Anything else could not be read.
 */
final class ReadPassage implements Passage {
  private static final int SECONDS_FOR_A_WORD = 10;

  private final Passage http;
  private final Passage tls;
  private final EgressEvents events;

  ReadPassage(Passage http, Passage tls, EgressEvents events) {
    this.http = http;
    this.tls = tls;
    this.events = events;
  }

  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    client.pipeline().addLast(new Words(client, destination, first));
  }

  private final class Words extends FirstBytes {
    private final Channel client;
    private final Destination destination;
    private final ScheduledFuture<?> timer;

    Words(Channel client, Destination destination, ByteBuf first) {
      super(first, cause -> new Ending(destination, events).fail(client, cause));
      this.client = client;
      this.destination = destination;
      this.timer = client.eventLoop().schedule(this::refuse, SECONDS_FOR_A_WORD, TimeUnit.SECONDS);
      var _ = client.closeFuture().addListener(_ -> timer.cancel(false));
    }

    @Override
    boolean decide(ByteBuf seen) {
      return switch (FirstWords.of(seen)) {
        case UNKNOWN_YET -> false;
        case HTTP -> handOver(http);
        case TLS -> handOver(tls);
        case OTHER -> {
          refuse();
          yield true;
        }
      };
    }

    @Override
    boolean ended(ByteBuf seen) {
      if (seen.isReadable()) {
        refuse();
      } else {
        Connections.close(client);
      }
      return true;
    }

    private boolean handOver(Passage passage) {
      timer.cancel(false);
      passage.take(client, destination, take());
      return true;
    }

    private void refuse() {
      timer.cancel(false);
      take().release();
      events.refused(
          new Refusal(
              destination.text(),
              "not-http",
              "The profile has rules for the requests to "
                  + destination.host()
                  + ", and what was spoken is neither HTTP nor HTTP in TLS.",
              "Speak HTTP, or remove the rules ("
                  + destination.origin()
                  + ") to pass the connection through unread."));
      Connections.reset(client);
    }
  }
}
