package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Holds a client's handshake back until the server has answered its own, then goes on with what the
 * server chose.
 */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class BrokerHello extends SslClientHelloHandler<BrokerHello.Ends> {
  /**
   * Both ends.
   *
   * @param server stands for the destination
   */
  record Ends(SSLEngine server, Outside outside) {}

  private final Destination destination;
  private final TlsEngines engines;
  private final OutsideTls tls;
  private final Gatekeeper gatekeeper;
  private OfferedProtocols offered = new OfferedProtocols(List.of());

  BrokerHello(Destination destination, TlsEngines engines, OutsideTls tls, Gatekeeper gatekeeper) {
    this.destination = destination;
    this.engines = engines;
    this.tls = tls;
    this.gatekeeper = gatekeeper;
  }

  @Override
  protected Future<Ends> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf hello) {
    try {
      if (hello == null) {
        throw new MalformedException("This is no ClientHello.");
      }
      offered = OfferedProtocols.of(hello);
    } catch (MalformedException e) {
      return ctx.executor().newFailedFuture(e);
    }
    EventLoop loop = ctx.channel().eventLoop();
    Promise<Ends> ends = loop.newPromise();
    Thread.ofVirtual().name("tls-engines").start(() -> prepare(loop, ends));
    return ends;
  }

  /** Makes both ends off the loop, as the first of a host takes its time. */
  private void prepare(EventLoop loop, Promise<Ends> ends) {
    try {
      SSLEngine server = engines.server(destination);
      SSLEngine client = engines.client(destination, offered.readable());
      loop.execute(() -> connect(server, client, loop, ends));
    } catch (RejectedExecutionException e) {
      ends.tryFailure(e);
    } catch (RuntimeException e) {
      loop.execute(() -> ends.tryFailure(e));
    }
  }

  private void connect(SSLEngine server, SSLEngine client, EventLoop loop, Promise<Ends> ends) {
    if (offered.isForeign()) {
      // The handshake with the client ends with no_application_protocol (RFC 7301 3.2).
      Refusal refusal = foreignProtocol();
      gatekeeper.events().refused(refusal);
      ends.trySuccess(new Ends(server, new Outside.Failed(new RefusedException(refusal))));
      return;
    }
    tls.connect(destination, client, loop)
        .addListener(
            (Future<Outside> outside) -> ends.trySuccess(new Ends(server, outside.getNow())));
  }

  private Refusal foreignProtocol() {
    return new Refusal(
        destination.text(),
        "protocol-not-readable",
        "The client offers no version of HTTP that Paddock can read, and %s is read (%s)."
            .formatted(destination.text(), destination.origin()),
        "Let it offer h2 or http/1.1.");
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext ctx, Future<Ends> found) {
    Channel client = ctx.channel();
    if (!found.isSuccess()) {
      gatekeeper
          .events()
          .failed(
              destination,
              "TLS can't be opened: " + Shown.sentence(String.valueOf(found.cause().getMessage())));
      ctx.close();
      return;
    }
    Ends ends = found.getNow();
    if (!client.isActive()) {
      if (ends.outside() instanceof Outside.Connected connected) {
        connected.channel().close();
      }
      return;
    }
    String protocol = protocol(ends.outside());
    TlsEngines.choose(ends.server(), protocol);
    SslHandler handler =
        new SslHandler(ends.server(), task -> Thread.ofVirtual().name("tls").start(task));
    handler.setHandshakeTimeoutMillis(OutsideTls.HANDSHAKE_MILLIS);
    client.pipeline().addLast(handler);
    serve(client, ends.outside(), protocol);
    client.pipeline().remove(this);
    client.read();
  }

  private String protocol(Outside outside) {
    return switch (outside) {
      case Outside.Connected connected -> connected.protocol();
      case Outside.Failed failed ->
          offered.names().isEmpty()
              ? ""
              : offered.readable().equals(List.of(OfferedProtocols.HTTP_2))
                  ? OfferedProtocols.HTTP_2
                  : OfferedProtocols.HTTP_1;
    };
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void serve(Channel client, Outside outside, String protocol) {
    if (outside instanceof Outside.Connected) {
      gatekeeper.events().connected(destination);
    }
    if (protocol.equals(OfferedProtocols.HTTP_2)) {
      Http2Connections.toClient(client, destination, gatekeeper, outside);
      return;
    }
    Http1Front front =
        Http1Front.serve(
            client,
            destination,
            gatekeeper,
            true,
            () ->
                client
                    .eventLoop()
                    .newFailedFuture(
                        outside instanceof Outside.Failed failed
                            ? failed.cause()
                            : new IllegalStateException("There is a connection already.")));
    if (outside instanceof Outside.Connected connected) {
      front.attach(connected.channel());
    }
  }
}
