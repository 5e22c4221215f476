package dev.paddock.egress;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/** Takes questions from a datagram socket: one each, as is one answer (RFC 1035, section 4.2.1). */
final class DnsOverUdp extends SimpleChannelInboundHandler<DatagramPacket> {
  private final Resolver resolver;
  private final Trouble trouble;

  DnsOverUdp(Resolver resolver, Trouble trouble) {
    this.resolver = resolver;
    this.trouble = trouble;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    resolver
        .answer(ByteBufUtil.getBytes(packet.content()))
        .ifPresent(
            answer -> {
              var _ =
                  ctx.writeAndFlush(
                      new DatagramPacket(Unpooled.wrappedBuffer(answer), packet.sender()));
            });
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    trouble.tell(cause);
  }
}
