package dev.paddock.egress;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Two connections joined: what comes from one goes to the other.
 *
 * <p>Each side is read only while the other takes what was read, so that a slow reader slows the
 * writer down and nothing piles up here. The end of one direction is passed on and leaves the other
 * direction as it is (RFC 9293, section 3.6); so are an end of both and a reset.
 *
 * <p>To be used on the event loop that both channels are of.
 */
final class Pipe {
  private final End client;
  private final End upstream;

  private Pipe(End client, End upstream) {
    this.client = client;
    this.upstream = upstream;
  }

  /**
   * Joins two channels, behind what is in their pipelines, and starts reading both.
   *
   * @param problem is told what goes wrong, but for connections that the other side breaks
   */
  static void join(Channel client, Channel upstream, Consumer<Throwable> problem) {
    between(client, upstream, problem).start();
  }

  /** Joins two channels, and reads neither before {@link #start}. */
  static Pipe between(Channel client, Channel upstream, Consumer<Throwable> problem) {
    Pipe pipe = new Pipe(new End(upstream, problem), new End(client, problem));
    client.pipeline().addLast(pipe.client);
    upstream.pipeline().addLast(pipe.upstream);
    return pipe;
  }

  /** Starts reading both. */
  void start() {
    client.start(upstream.other);
    upstream.start(client.other);
  }

  /** Takes both channels apart again; neither is closed. */
  void separate() {
    client.remove(upstream.other);
    upstream.remove(client.other);
  }

  /** What is read on one side. */
  private static final class End extends ChannelInboundHandlerAdapter {
    private final Channel other;
    private final Consumer<Throwable> problem;
    private boolean ended;
    private boolean isSeparate;

    End(Channel other, Consumer<Throwable> problem) {
      this.other = other;
      this.problem = problem;
    }

    void start(Channel own) {
      ChannelHandlerContext ctx = own.pipeline().context(this);
      if (isSeparate) {
        return;
      }
      if (ctx == null || !own.isActive()) {
        Connections.closeAfterWrites(other);
      } else if (own.pipeline().get(FirstBytes.class) == null
          && ((DuplexChannel) own).isInputShutdown()) {
        end(ctx);
      } else {
        ctx.read();
      }
    }

    void remove(Channel own) {
      isSeparate = true;
      if (own.pipeline().context(this) != null) {
        own.pipeline().remove(this);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!other.isActive()) {
        ReferenceCountUtil.release(message);
        Connections.close(ctx.channel());
        return;
      }
      var _ = other.write(message, other.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      other.flush();
      if (other.isWritable()) {
        ctx.read();
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      if (ctx.channel().isWritable()) {
        other.read();
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        end(ctx);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      Connections.closeAfterWrites(other);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (!(cause instanceof IOException)) {
        problem.accept(cause);
      }
      Connections.reset(other);
      Connections.reset(ctx.channel());
    }

    // What was written before must be sent first: Netty drops it when the output is shut down.
    private void end(ChannelHandlerContext ctx) {
      if (ended) {
        return;
      }
      ended = true;
      closeIfOver(ctx.channel());
      var _ =
          other
              .writeAndFlush(Unpooled.EMPTY_BUFFER)
              .addListener(
                  sent -> {
                    // TLS knows no half of a connection that Netty could close.
                    if (sent.isSuccess() && other.pipeline().get(SslHandler.class) == null) {
                      ((DuplexChannel) other).shutdownOutput().addListener(_ -> closeIfOver(other));
                    } else {
                      Connections.close(other);
                    }
                  });
    }

    private static void closeIfOver(Channel channel) {
      if (((DuplexChannel) channel).isShutdown()) {
        Connections.close(channel);
      }
    }
  }
}
