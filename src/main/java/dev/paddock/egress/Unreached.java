package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/** What a client says first that can't be connected: a request for HTTP gets an answer. */
final class Unreached extends FirstBytes {
  /** How long it may take to show that it would understand why. */
  private static final int MILLISECONDS_FOR_A_REQUEST = 250;

  private final Channel client;
  private final Ending ending;
  private final Throwable cause;
  private final Passage http;
  private boolean isOver;

  Unreached(Channel client, Ending ending, ByteBuf first, Throwable cause, Passage http) {
    super(first, fault -> ending.fail(client, fault));
    this.client = client;
    this.ending = ending;
    this.cause = cause;
    this.http = http;
    var timer =
        client.eventLoop().schedule(this::end, MILLISECONDS_FOR_A_REQUEST, TimeUnit.MILLISECONDS);
    var _ =
        client
            .closeFuture()
            .addListener(
                _ -> {
                  timer.cancel(false);
                  end();
                });
  }

  @Override
  boolean decide(ByteBuf seen) {
    return switch (FirstWords.of(seen)) {
      case UNKNOWN_YET -> false;
      case HTTP -> {
        isOver = true;
        http.take(client, ending.destination(), take());
        yield true;
      }
      case TLS, OTHER -> {
        end();
        yield true;
      }
    };
  }

  @Override
  boolean ended(ByteBuf seen) {
    end();
    return true;
  }

  private void end() {
    if (isOver) {
      return;
    }
    isOver = true;
    take().release();
    if (cause instanceof RefusedException refused) {
      ending.events().refused(refused.refusal());
      Connections.reset(client);
    } else {
      ending.fail(client, cause);
    }
  }
}
