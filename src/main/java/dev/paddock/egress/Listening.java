package dev.paddock.egress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Accepts; Netty pauses for a second when there are no more descriptors, and goes on. */
final class Listening extends ChannelInboundHandlerAdapter {
  private final Trouble trouble;

  Listening(Trouble trouble) {
    this.trouble = trouble;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    trouble.tell(cause);
    ctx.fireExceptionCaught(cause);
  }
}
