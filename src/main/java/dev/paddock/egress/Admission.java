package dev.paddock.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Knows the connections, and turns away those that are too many or too late. Thread-safe. */
final class Admission {
  private final int most;
  private final EgressEvents events;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isTold = new AtomicBoolean();
  private volatile boolean isOver;

  Admission(int most, EgressEvents events) {
    this.most = most;
    this.events = events;
  }

  /** Returns the handler that prepares accepted connections and gives them to who serves them. */
  ChannelHandler admitting(Consumer<Channel> served) {
    return new ChannelInitializer<EpollSocketChannel>() {
      @Override
      protected void initChannel(EpollSocketChannel client) {
        if (count.incrementAndGet() > most) {
          count.decrementAndGet();
          turnAway(client);
          return;
        }
        connections.add(client);
        var _ = client.closeFuture().addListener(_ -> left(client));
        if (isOver) {
          Connections.reset(client);
          return;
        }
        Connections.prepare(client);
        // A channel is not ready to be read from before it is registered.
        client.eventLoop().execute(() -> serve(client, served));
      }
    };
  }

  /** Lets no more in; who is in stays. */
  void end() {
    isOver = true;
  }

  /** Returns the connections that are open. */
  List<Channel> open() {
    return List.copyOf(connections);
  }

  private void left(Channel client) {
    connections.remove(client);
    count.decrementAndGet();
  }

  private static void serve(Channel client, Consumer<Channel> served) {
    try {
      served.accept(client);
    } catch (RuntimeException e) {
      Connections.reset(client);
      throw e;
    }
  }

  private void turnAway(Channel client) {
    Connections.reset(client);
    if (isTold.compareAndSet(false, true)) {
      events.refused(
          new Refusal(
              "*",
              "too-many-connections",
              "More than " + most + " connections are open at once; further ones are closed.",
              "Look at what the session runs; nothing ordinary needs that many."));
    }
  }
}
