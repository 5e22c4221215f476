package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets any protocol through. Servers that speak first are heard at once; what the client says first
 * is held back until it is known whether it is HTTP, which is read request by request, or TLS,
 * whose name must be the host's.
 */
final class AnyPassage implements Passage {
  /** How long a client may be silent amidst what could still become a request. */
  private static final int MILLISECONDS_OF_SILENCE = 200;

  private final Dialer dialer;
  private final Passage http;
  private final EgressEvents events;

  AnyPassage(Dialer dialer, Passage http, EgressEvents events) {
    this.dialer = dialer;
    this.http = http;
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
    ByteBuf first = holding.take();
    if (!dialed.isSuccess()) {
      client.pipeline().addLast(new Unreached(client, ending, first, dialed.cause(), http));
      return;
    }
    Channel upstream = (Channel) dialed.getNow();
    if (!client.isActive()) {
      first.release();
      Connections.close(upstream);
      return;
    }
    events.connected(ending.destination());
    new Words(client, upstream, ending, first).join();
  }

  /**
   * What a connected client says first.
   *
   * <p>A client may wait for an answer to words that could still become a request ("ruok" without
   * the end of a line). When it falls silent, the server hears them, and they are kept all the
   * same: no server acts on a part of a request's first line, and if the rest of it comes, this
   * connection to the server ends and the whole request goes to who reads HTTP.
   */
  private final class Words extends FirstBytes {
    private final Channel client;
    private final Channel upstream;
    private final Ending ending;
    private final HandshakeReader reader = new HandshakeReader();
    private @Nullable Pipe pipe;
    private boolean isWaiting;

    /** How many of the bytes that are held the server has heard. */
    private int told;

    Words(Channel client, Channel upstream, Ending ending, ByteBuf first) {
      super(first, cause -> fail(client, upstream, ending, cause));
      this.client = client;
      this.upstream = upstream;
      this.ending = ending;
    }

    void join() {
      pipe = Pipe.between(client, upstream, cause -> fail(client, upstream, ending, cause));
      client.pipeline().addFirst(this);
      pipe.start();
    }

    @Override
    boolean decide(ByteBuf seen) {
      return switch (FirstWords.of(seen)) {
        case UNKNOWN_YET -> {
          awaitSilence();
          yield false;
        }
        case OTHER -> {
          releaseRest();
          yield true;
        }
        case HTTP -> {
          handOver();
          yield true;
        }
        case TLS -> hello(seen);
      };
    }

    // Without the end of its first line nobody acts on a request, and no other end will come.
    @Override
    boolean ended(ByteBuf seen) {
      releaseRest();
      return true;
    }

    /** Who answers to a part of a line reads no HTTP. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      var _ = ctx.write(message, promise);
      if (told > 0 && held().isReadable()) {
        releaseRest();
      }
    }

    private void releaseRest() {
      held().skipBytes(told);
      told = 0;
      release();
    }

    private void awaitSilence() {
      if (!isWaiting && held().isReadable()) {
        isWaiting = true;
        int before = held().readableBytes();
        var _ =
            client
                .eventLoop()
                .schedule(() -> silent(before), MILLISECONDS_OF_SILENCE, TimeUnit.MILLISECONDS);
      }
    }

    private void silent(int before) {
      isWaiting = false;
      ByteBuf seen = held();
      int count = seen.readableBytes();
      if (count > before) {
        awaitSilence();
      } else if (count > told && !FirstWords.mayBeTls(seen)) {
        var _ = upstream.writeAndFlush(seen.copy(seen.readerIndex() + told, count - told));
        told = count;
      }
    }

    private void handOver() {
      separate();
      Connections.close(upstream);
      http.take(client, ending.destination(), take());
    }

    private void separate() {
      if (pipe != null) {
        pipe.separate();
      }
    }

    private boolean hello(ByteBuf seen) {
      try {
        Optional<byte[]> message = reader.read(seen, Integer.MAX_VALUE);
        if (message.isEmpty()) {
          return false;
        }
        check(ClientHello.parse(message.get())).ifPresentOrElse(this::refuse, this::accept);
      } catch (MalformedHelloException e) {
        refuse(HelloRule.malformed(ending.destination(), e));
      }
      return true;
    }

    private Optional<TlsRefusal> check(ClientHello hello) {
      return HelloRule.check(hello, ending.destination(), false);
    }

    private void accept() {
      ByteBuf bytes = take();
      var _ = upstream.writeAndFlush(bytes.readRetainedSlice(reader.bytesRead()));
      new HelloRetryGuard(
              ending.destination(),
              this::check,
              this::refuse,
              cause -> fail(client, upstream, ending, cause))
          .install(client, bytes, upstream);
    }

    private void refuse(TlsRefusal refusal) {
      separate();
      take().release();
      Connections.reset(upstream);
      ending.refuse(client, refusal);
    }
  }

  private static void fail(Channel client, Channel upstream, Ending ending, Throwable cause) {
    ending.fail(client, cause);
    Connections.reset(upstream);
  }
}
