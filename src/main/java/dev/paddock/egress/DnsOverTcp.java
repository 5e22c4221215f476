package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Takes questions from a connection, each after its length, as is its answer (RFC 1035, section
 * 4.2.2; RFC 7766).
 */
final class DnsOverTcp extends ByteToMessageDecoder {
  /** Far more than a question may have. */
  private static final int LONGEST = 4_096;

  private static final int MOST_SECONDS = 30;

  private final Resolver resolver;
  private final Trouble trouble;

  private DnsOverTcp(Resolver resolver, Trouble trouble) {
    this.resolver = resolver;
    this.trouble = trouble;
  }

  /** Serves a connection, for half a minute at most. */
  static void serve(Channel client, Resolver resolver, Trouble trouble) {
    ScheduledFuture<?> timer =
        client
            .eventLoop()
            .schedule(() -> Connections.close(client), MOST_SECONDS, TimeUnit.SECONDS);
    var _ = client.closeFuture().addListener(_ -> timer.cancel(false));
    // Little at a time: who asks thousands of questions must not keep the loop from the others.
    client
        .config()
        .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LONGEST).maxMessagesPerRead(1));
    client.pipeline().addLast(new DnsOverTcp(resolver, trouble));
    client.read();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < 2) {
      return;
    }
    int length = in.getUnsignedShort(in.readerIndex());
    if (length > LONGEST) {
      in.skipBytes(in.readableBytes());
      Connections.reset(ctx.channel());
      return;
    }
    if (in.readableBytes() < 2 + length) {
      return;
    }
    byte[] message = new byte[length];
    in.skipBytes(2).readBytes(message);
    Optional<byte[]> answer = resolver.answer(message);
    if (answer.isPresent()) {
      byte[] bytes = answer.get();
      byte[] prefix = {(byte) (bytes.length >>> 8), (byte) bytes.length};
      var _ = ctx.write(Unpooled.wrappedBuffer(prefix, bytes));
    } else {
      Connections.reset(ctx.channel());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
    if (ctx.channel().isWritable()) {
      ctx.read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      ctx.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    Connections.closeAfterWrites(ctx.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      trouble.tell(cause);
    }
    Connections.reset(ctx.channel());
  }
}
