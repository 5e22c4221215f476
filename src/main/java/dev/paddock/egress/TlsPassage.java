package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets TLS through unread to the host whose name the client says in its ClientHello, and nothing
 * else; to a destination whose requests are read, it is the broker that the connection goes to.
 *
 * <p>What is said inside of the encryption, another host's name in a request say, is not seen here.
 */
final class TlsPassage implements Passage {
  private final Dialer dialer;
  private final Passage broker;
  private final EgressEvents events;
  private final Duration patience;

  /**
   * Makes one.
   *
   * @param patience how long a client may take to send its ClientHello
   */
  TlsPassage(Dialer dialer, Passage broker, EgressEvents events, Duration patience) {
    this.dialer = dialer;
    this.broker = broker;
    this.events = events;
    this.patience = patience;
  }

  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    client.pipeline().addLast(new Hello(client, destination, first));
  }

  private final class Hello extends FirstBytes {
    private final Channel client;
    private final Destination destination;
    private final Ending ending;
    private final HandshakeReader reader = new HandshakeReader();
    private final ScheduledFuture<?> timer;
    private @Nullable Pipe pipe;

    Hello(Channel client, Destination destination, ByteBuf first) {
      super(first, cause -> new Ending(destination, events).fail(client, cause));
      this.client = client;
      this.destination = destination;
      this.ending = new Ending(destination, events);
      this.timer =
          client.eventLoop().schedule(this::late, patience.toMillis(), TimeUnit.MILLISECONDS);
      var _ = client.closeFuture().addListener(_ -> timer.cancel(false));
    }

    @Override
    boolean decide(ByteBuf seen) {
      try {
        Optional<byte[]> message = reader.read(seen, Integer.MAX_VALUE);
        if (message.isEmpty()) {
          return false;
        }
        ClientHello hello = ClientHello.parse(message.get());
        timer.cancel(false);
        check(hello).ifPresentOrElse(this::refuse, this::accept);
      } catch (MalformedHelloException e) {
        refuse(HelloRule.malformed(destination, e));
      }
      return true;
    }

    // Programs look whether a port is open without saying anything.
    @Override
    boolean ended(ByteBuf seen) {
      if (seen.isReadable()) {
        refuse(
            HelloRule.malformed(
                destination, new MalformedHelloException("its ClientHello ends too early")));
      } else {
        Connections.close(client);
      }
      return true;
    }

    private Optional<TlsRefusal> check(ClientHello hello) {
      return HelloRule.check(hello, destination, true);
    }

    private void accept() {
      if (destination.isOpened()) {
        broker.take(client, destination, take());
      } else {
        var _ = dialer.dial(destination, client.eventLoop()).addListener(this::dialed);
      }
    }

    private void dialed(Future<? super Channel> dialed) {
      if (!dialed.isSuccess()) {
        if (dialed.cause() instanceof RefusedException refused) {
          refuse(TlsRefusal.of(refused.refusal()));
        } else {
          ending.fail(client, dialed.cause());
        }
        return;
      }
      Channel upstream = (Channel) dialed.getNow();
      if (!client.isActive()) {
        Connections.close(upstream);
        return;
      }
      events.connected(destination);
      ByteBuf bytes = take();
      var _ = upstream.write(bytes.readRetainedSlice(reader.bytesRead()));
      upstream.flush();
      HelloRetryGuard guard =
          new HelloRetryGuard(
              destination,
              this::check,
              refusal -> refuseSecond(upstream, refusal),
              cause -> fail(upstream, cause));
      guard.install(client, bytes, upstream);
      pipe = Pipe.between(client, upstream, cause -> fail(upstream, cause));
      pipe.start();
    }

    private void fail(Channel upstream, Throwable cause) {
      ending.fail(client, cause);
      Connections.reset(upstream);
    }

    private void refuseSecond(Channel upstream, TlsRefusal refusal) {
      if (pipe != null) {
        pipe.separate();
      }
      Connections.reset(upstream);
      ending.refuse(client, refusal);
    }

    private void late() {
      refuse(HelloRule.late(destination, patience));
    }

    private void refuse(TlsRefusal refusal) {
      timer.cancel(false);
      take().release();
      ending.refuse(client, refusal);
    }
  }
}
