package dev.paddock.egress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes servers that run inside visible at the machine's own loopback addresses. */
final class Publishing {
  private static final String IN_USE = "Address already in use";
  private static final int MOST_CONNECTING = 16;

  private final EventLoopGroup loops;
  private final InsideConnector inside;
  private final Admission admission;
  private final EgressEvents events;

  Publishing(
      EventLoopGroup loops, InsideConnector inside, Admission admission, EgressEvents events) {
    this.loops = loops;
    this.inside = inside;
    this.admission = admission;
    this.events = events;
  }

  /**
   * Listens at 127.0.0.1 and, if the machine has IPv6, at ::1.
   *
   * @return what listens
   * @throws IOException if the port is taken; the message is for people
   */
  List<Channel> publish(int port) throws IOException {
    Destination destination =
        new Destination("127.0.0.1", port, List.of(), true, "[ports] publish");
    Executor connecting = threads();
    Channel first = listen(destination, "127.0.0.1", connecting);
    try {
      return List.of(first, listen(destination, "::1", connecting));
    } catch (PortTakenException e) {
      Connections.close(first);
      throw e;
    } catch (IOException e) {
      // Without IPv6 there is nothing to listen at, and nothing that would look there.
      return List.of(first);
    }
  }

  private Channel listen(Destination destination, String address, Executor connecting)
      throws IOException {
    int port = destination.port();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .childHandler(admission.admitting(client -> accepted(client, destination, connecting)))
            .bind(new InetSocketAddress(InetAddress.ofLiteral(address), port))
            .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    String why = String.valueOf(bound.cause().getMessage());
    if (why.contains(IN_USE)) {
      throw new PortTakenException(port);
    }
    throw new IOException("can't listen at " + address + " port " + port + ": " + why);
  }

  private void accepted(Channel client, Destination destination, Executor connecting) {
    Ending ending = new Ending(destination, events);
    Holding holding = Holding.on(client, Unpooled.EMPTY_BUFFER, ending);
    connecting.execute(
        () -> {
          try {
            int descriptor = inside.connect(destination.port());
            onLoop(client, () -> join(client, holding, descriptor, ending));
          } catch (IOException | RuntimeException e) {
            onLoop(client, () -> ending.fail(client, e));
          }
        });
  }

  private static void onLoop(Channel client, Runnable task) {
    try {
      client.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      // The egress was closed meanwhile, and all its connections with it.
    }
  }

  // Connecting blocks in the kernel, for seconds if who listens inside wants that. So not virtual
  // threads: two such connections would hold up all of them, those that fetch keys included. And
  // not the same threads for every port.
  private static Executor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST_CONNECTING,
            MOST_CONNECTING,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> Thread.ofPlatform().daemon().name("paddock-publish").unstarted(task));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static void join(Channel client, Holding holding, int descriptor, Ending ending) {
    EpollSocketChannel upstream = new EpollSocketChannel(descriptor);
    Connections.prepare(upstream);
    var _ =
        client
            .eventLoop()
            .register(upstream)
            .addListener(
                registered -> {
                  if (registered.isSuccess()) {
                    holding.join(client, upstream, ending);
                  } else {
                    ending.fail(client, registered.cause());
                    Connections.close(upstream);
                  }
                });
  }

  /** Somebody else listens at the port. */
  private static final class PortTakenException extends IOException {
    PortTakenException(int port) {
      super(
          "Port "
              + port
              + " of this machine is taken, so it can't be published. End the program that listens"
              + " there, or remove it from [ports] publish.");
    }
  }
}
