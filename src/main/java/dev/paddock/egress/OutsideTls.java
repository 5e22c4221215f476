package dev.paddock.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngine;

/** Connects to a destination by TLS. */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class OutsideTls {
  static final long HANDSHAKE_MILLIS = 10_000;

  private final Dialer dialer;

  OutsideTls(Dialer dialer) {
    this.dialer = dialer;
  }

  /**
   * Connects.
   *
   * @param engine checks who the server is
   * @return never fails; an HTTP/2 connection has its codec already, as the server may speak at
   *     once
   */
  Future<Outside> connect(Destination destination, SSLEngine engine, EventLoop loop) {
    Promise<Outside> outside = loop.newPromise();
    dialer
        .dial(destination, loop)
        .addListener(
            (Future<Channel> dialed) -> {
              if (dialed.isSuccess()) {
                secure(dialed.getNow(), engine, outside);
              } else {
                outside.trySuccess(new Outside.Failed(dialed.cause()));
              }
            });
    return outside;
  }

  private static void secure(Channel channel, SSLEngine engine, Promise<Outside> outside) {
    SslHandler tls = new SslHandler(engine, task -> Thread.ofVirtual().name("tls").start(task));
    tls.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
    channel.pipeline().addLast(tls, new Waiter(engine, outside));
    channel.read();
  }

  private static final class Waiter extends ChannelInboundHandlerAdapter {
    private final SSLEngine engine;
    private final Promise<Outside> outside;

    Waiter(SSLEngine engine, Promise<Outside> outside) {
      this.engine = engine;
      this.outside = outside;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (!(event instanceof SslHandshakeCompletionEvent completion)) {
        ctx.fireUserEventTriggered(event);
      } else if (completion.isSuccess()) {
        String protocol = engine.getApplicationProtocol();
        if (protocol.equals(OfferedProtocols.HTTP_2)) {
          Http2Connections.toServer(ctx.channel());
        }
        ctx.pipeline().remove(this);
        outside.trySuccess(new Outside.Connected(ctx.channel(), protocol));
      } else {
        fail(ctx, completion.cause());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      fail(ctx, new ClosedChannelException());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fail(ctx, cause);
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
      outside.trySuccess(new Outside.Failed(cause));
      ctx.close();
    }
  }
}
