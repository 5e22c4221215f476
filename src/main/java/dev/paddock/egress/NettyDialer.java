package dev.paddock.egress;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Connects outside: the name is resolved once, and one of the addresses that the guard leaves is
 * used, so that no second answer can lead elsewhere. What came of it is for the caller to tell.
 * Thread-safe.
 */
final class NettyDialer implements Dialer {
  private static final int MOST_ADDRESSES = 4;
  private static final int MOST_LOOKUPS = 32;
  private static final int CONNECT_MILLISECONDS = 5_000;

  private final HostLookup lookup;
  private final ExecutorService resolving;

  NettyDialer(HostLookup lookup) {
    this.lookup = lookup;
    this.resolving = threads();
  }

  @Override
  public Future<Channel> dial(Destination destination, EventLoop loop) {
    Promise<Channel> promise = loop.newPromise();
    resolving.execute(
        () -> {
          try {
            List<InetAddress> addresses = permitted(destination);
            loop.execute(() -> new Attempt(destination, loop, promise, addresses).next());
          } catch (IOException | RuntimeException e) {
            promise.tryFailure(e);
          }
        });
    return promise;
  }

  private List<InetAddress> permitted(Destination destination) throws IOException {
    List<InetAddress> permitted = new ArrayList<>();
    Optional<Refusal> refusal = Optional.empty();
    for (InetAddress address : addresses(destination)) {
      Optional<String> objection = AddressGuard.objection(destination, address);
      if (objection.isEmpty()) {
        permitted.add(address);
      } else if (refusal.isEmpty()) {
        refusal = Optional.of(refusal(destination, address, objection.get()));
      }
    }
    if (permitted.isEmpty() && refusal.isPresent()) {
      throw new RefusedException(refusal.get());
    }
    return permitted;
  }

  private List<InetAddress> addresses(Destination destination) throws IOException {
    if (destination.isLiteral()) {
      return List.of(
          Ipv4.parse(destination.host())
              .orElseThrow(() -> new IOException(destination.host() + " is no IPv4 address")));
    }
    try {
      return lookup.lookup(destination.host());
    } catch (UnknownHostException e) {
      throw new IOException("the name does not resolve outside", e);
    }
  }

  private static Refusal refusal(Destination destination, InetAddress address, String objection) {
    String host = destination.host();
    return new Refusal(
        destination.text(),
        "address-not-allowed",
        host + " leads to " + address.getHostAddress() + ", " + objection + ".",
        AddressGuard.isPrivate(destination, address)
            ? "If that is meant: paddock run --private "
                + host
                + " …, or [network] private = [\""
                + host
                + "\"] in the profile."
            : "No profile permits that for a name. Ask who keeps the name's DNS entry.");
  }

  // Not virtual threads: resolving blocks in the C library, which holds on to the few threads that
  // all virtual ones share.
  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST_LOOKUPS,
            MOST_LOOKUPS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> Thread.ofPlatform().daemon().name("paddock-lookup").unstarted(task));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Tries one address after another; on the event loop. */
  private static final class Attempt {
    private final Destination destination;
    private final EventLoop loop;
    private final Promise<Channel> promise;
    private final Iterator<InetAddress> addresses;
    private Throwable last = new IOException("the name has no address outside");

    Attempt(
        Destination destination,
        EventLoop loop,
        Promise<Channel> promise,
        List<InetAddress> addresses) {
      this.destination = destination;
      this.loop = loop;
      this.promise = promise;
      this.addresses = addresses.stream().limit(MOST_ADDRESSES).iterator();
    }

    void next() {
      if (!addresses.hasNext()) {
        promise.tryFailure(last);
        return;
      }
      try {
        connect(new InetSocketAddress(addresses.next(), destination.port()));
      } catch (RuntimeException e) {
        promise.tryFailure(e);
      }
    }

    private void connect(InetSocketAddress address) {
      EpollSocketChannel channel = new EpollSocketChannel();
      Connections.prepare(channel);
      channel.config().setConnectTimeoutMillis(CONNECT_MILLISECONDS);
      var _ =
          loop.register(channel)
              .addListener(
                  registered -> {
                    if (registered.isSuccess()) {
                      var _ =
                          channel
                              .connect(address)
                              .addListener(made -> connected(channel, address, made));
                    } else {
                      promise.tryFailure(new RejectedExecutionException(registered.cause()));
                    }
                  });
    }

    private void connected(Channel channel, InetSocketAddress address, Future<? super Void> made) {
      if (!made.isSuccess()) {
        Connections.close(channel);
        last = new IOException(ConnectProblem.text(address, made.cause()), made.cause());
        next();
        return;
      }
      if (!promise.trySuccess(channel)) {
        Connections.close(channel);
      }
    }
  }
}
