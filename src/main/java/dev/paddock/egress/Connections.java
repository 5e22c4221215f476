package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How connections begin and end, on both sides. */
final class Connections {
  /**
   * What one read may bring, and what one connection may keep of what the other side does not take.
   */
  static final int BUFFER = 1 << 20;

  /** Memory outside the heap is the process's, whoever's connections they are, so one number. */
  private static final AtomicInteger OPEN = new AtomicInteger();

  private static final int FEW = 64;
  private static final int SOME = 256;
  private static final int MANY = 1_024;

  private static final int FAREWELL_SECONDS = 2;

  private Connections() {}

  /** Sets what {@link Passage} and {@link Dialer} promise of a channel. */
  static void prepare(EpollSocketChannel channel) {
    int buffer = buffer(OPEN.incrementAndGet());
    var _ = channel.closeFuture().addListener(_ -> OPEN.decrementAndGet());
    channel
        .config()
        .setAutoRead(false)
        .setAllowHalfClosure(true)
        .setTcpNoDelay(true)
        .setKeepAlive(true)
        .setWriteBufferWaterMark(new WriteBufferWaterMark(buffer / 2, buffer))
        .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(1 << 9, 1 << 13, buffer));
  }

  /**
   * Returns how much a further connection may keep: the more there are, the less, so that even if
   * no client takes what comes, memory is left for those that do.
   */
  static int buffer(int open) {
    if (open <= FEW) {
      return BUFFER;
    }
    return open <= SOME ? BUFFER / 4 : open <= MANY ? BUFFER / 16 : BUFFER / 128;
  }

  /** Ends a connection so that the other side sees an error at once. */
  static void reset(Channel channel) {
    if (channel instanceof EpollSocketChannel socket && socket.isOpen()) {
      socket.config().setSoLinger(0);
    }
    close(channel);
  }

  /** Ends a connection; that it may have ended before is no matter. */
  static void close(Channel channel) {
    var _ = channel.close();
  }

  /**
   * Sends the last bytes and ends the connection. What still comes is read and dropped for a
   * moment: closing a socket with unread bytes resets it, and the last bytes might be lost by that.
   */
  static void closeAfter(Channel channel, byte[] last) {
    channel.pipeline().addLast(new Draining());
    var _ =
        channel
            .writeAndFlush(Unpooled.wrappedBuffer(last))
            .addListener(sent -> linger(channel, sent.isSuccess()));
  }

  private static void linger(Channel channel, boolean isSent) {
    if (!isSent || !(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
      close(channel);
      return;
    }
    var _ = duplex.shutdownOutput();
    channel.read();
    var timer =
        channel.eventLoop().schedule(() -> close(channel), FAREWELL_SECONDS, TimeUnit.SECONDS);
    var _ = channel.closeFuture().addListener(_ -> timer.cancel(false));
  }

  /** Ends a connection when all that was written is sent. */
  static void closeAfterWrites(Channel channel) {
    if (channel.isActive()) {
      var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static final class Draining extends ChannelInboundHandlerAdapter {
    private int dropped;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      dropped += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      if (dropped > BUFFER) {
        close(ctx.channel());
      } else {
        ctx.read();
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      close(ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      close(ctx.channel());
    }
  }
}
