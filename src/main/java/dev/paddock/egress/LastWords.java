package dev.paddock.egress;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that what was written last arrives: says that nothing follows, then throws
 * away what still comes, for a while. To close at once while something comes would make the kernel
 * reset the connection, and the client could lose what it has not read yet (RFC 9112 9.6).
 */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class LastWords extends ChannelInboundHandlerAdapter {
  private static final long SECONDS = 2;
  private static final int MOST_READS = 256;

  private int reads;

  private LastWords() {}

  /** Begins to close; everything that was written before is flushed first. */
  static void close(Channel channel) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (!written.isSuccess() || !channel.isActive()) {
                channel.close();
                return;
              }
              ChannelPipeline pipeline = channel.pipeline();
              SslHandler tls = pipeline.get(SslHandler.class);
              if (tls == null) {
                linger(channel, pipeline);
              } else {
                tls.closeOutbound().addListener(closed -> linger(channel, pipeline));
              }
            });
  }

  private static void linger(Channel channel, ChannelPipeline pipeline) {
    if (!channel.isActive()) {
      return;
    }
    pipeline.addFirst(new LastWords());
    channel.eventLoop().schedule(() -> channel.close(), SECONDS, TimeUnit.SECONDS);
    if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
    channel.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
    if (++reads > MOST_READS) {
      ctx.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.close();
    }
  }
}
