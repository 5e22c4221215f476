package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Leads a connection to a git host to the relay. What is spoken over ssh and git:// goes there as
 * it is. Of HTTP, the first request decides: if it may be git's, the whole connection is the
 * relay's from its first byte on; else it is a web request, which the profile's rules decide on one
 * by one, and no request of git's passes there any more.
 */
final class RelayPassage implements Passage {
  private final Relayed relayed;
  private final Tools tools;

  /**
   * What it works with.
   *
   * @param dialer reaches the relay
   * @param engines opens TLS; there if any host is spoken to by HTTPS
   * @param web connects web requests that the profile permits
   */
  record Tools(
      RelayDialer dialer,
      @Nullable TlsEngines engines,
      OutsideTls web,
      Dialer webDialer,
      Gatekeeper gatekeeper) {}

  RelayPassage(Relayed relayed, Tools tools) {
    this.relayed = relayed;
    this.tools = tools;
  }

  /** Takes a connection; if it is TLS, its ClientHello was checked already. */
  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    switch (relayed.speech()) {
      case SSH, GIT -> raw(client, destination, first);
      case HTTP -> client.pipeline().addLast(new Router(client, destination, first));
      case HTTPS -> open(client, destination, first);
    }
  }

  private void raw(Channel client, Destination destination, ByteBuf first) {
    Ending ending = new Ending(destination, events());
    Holding holding = Holding.on(client, first, ending);
    var _ =
        tools
            .dialer()
            .dial(relayed, client.eventLoop())
            .addListener(
                (Future<Channel> dialed) -> {
                  if (dialed.isSuccess()) {
                    events().connected(destination);
                    holding.join(client, dialed.getNow(), ending);
                  } else {
                    ending.fail(client, dialed.cause());
                  }
                });
  }

  /** The first certificate of a host takes some milliseconds, which no loop has. */
  private void open(Channel client, Destination destination, ByteBuf first) {
    TlsEngines engines = tools.engines();
    if (engines == null) {
      first.release();
      new Ending(destination, events())
          .fail(client, new IllegalStateException("There is no authority."));
      return;
    }
    Thread.ofVirtual()
        .name("tls-engines")
        .start(
            () -> {
              try {
                SSLEngine engine = engines.server(destination);
                TlsEngines.choose(engine, OfferedProtocols.HTTP_1);
                client.eventLoop().execute(() -> opened(client, destination, first, engine));
              } catch (RejectedExecutionException e) {
                first.release();
              } catch (RuntimeException e) {
                first.release();
                new Ending(destination, events()).fail(client, e);
              }
            });
  }

  private void opened(Channel client, Destination destination, ByteBuf first, SSLEngine engine) {
    if (!client.isActive()) {
      first.release();
      return;
    }
    SslHandler tls = new SslHandler(engine, task -> Thread.ofVirtual().name("tls").start(task));
    tls.setHandshakeTimeoutMillis(OutsideTls.HANDSHAKE_MILLIS);
    client
        .pipeline()
        .addLast(tls, new Router(client, destination, io.netty.buffer.Unpooled.EMPTY_BUFFER));
    client.pipeline().fireChannelRead(first);
    client.pipeline().fireChannelReadComplete();
  }

  private EgressEvents events() {
    return tools.gatekeeper().events();
  }

  /** Reads the first line of the first request. */
  private final class Router extends FirstBytes {
    private static final int LONGEST_LINE = 16 * 1024;

    private final Channel client;
    private final Destination destination;
    private final Ending ending;

    Router(Channel client, Destination destination, ByteBuf first) {
      super(first, cause -> new Ending(destination, events()).fail(client, cause));
      this.client = client;
      this.destination = destination;
      this.ending = new Ending(destination, events());
    }

    @Override
    boolean decide(ByteBuf seen) {
      Optional<String> line = FirstLine.of(seen, LONGEST_LINE);
      if (line.isEmpty()) {
        return false;
      }
      if (GitRequests.mayBeOne(line.get())) {
        var _ =
            tools
                .dialer()
                .dial(relayed, client.eventLoop())
                .addListener((Future<Channel> dialed) -> dialed(dialed));
      } else {
        web();
      }
      return true;
    }

    @Override
    boolean ended(ByteBuf seen) {
      Connections.close(client);
      return true;
    }

    private void dialed(Future<Channel> dialed) {
      if (!dialed.isSuccess()) {
        ending.fail(client, dialed.cause());
        return;
      }
      Channel relay = dialed.getNow();
      if (!client.isActive()) {
        Connections.close(relay);
        return;
      }
      events().connected(destination);
      Pipe pipe =
          Pipe.between(
              client,
              relay,
              cause -> {
                ending.fail(client, cause);
                Connections.reset(relay);
              });
      release();
      pipe.start();
    }

    /** Each request is decided on by the profile's rules, this one too. */
    private void web() {
      boolean secure = relayed.speech() == Relayed.Speech.HTTPS;
      Http1Front.serve(
          client,
          destination,
          tools.gatekeeper(),
          secure,
          () -> secure ? secureWeb() : tools.webDialer().dial(destination, client.eventLoop()));
      release();
    }

    private Future<Channel> secureWeb() {
      var promise = client.eventLoop().<Channel>newPromise();
      TlsEngines engines = tools.engines();
      if (engines == null) {
        return client.eventLoop().newFailedFuture(new IllegalStateException("no TLS"));
      }
      SSLEngine engine = engines.client(destination, java.util.List.of(OfferedProtocols.HTTP_1));
      var _ =
          tools
              .web()
              .connect(destination, engine, client.eventLoop())
              .addListener(
                  (Future<Outside> outside) -> {
                    switch (outside.getNow()) {
                      case Outside.Connected(Channel channel, String _) -> {
                        events().connected(destination);
                        promise.trySuccess(channel);
                      }
                      case Outside.Failed(Throwable cause) -> promise.tryFailure(cause);
                    }
                  });
      return promise;
    }
  }
}
