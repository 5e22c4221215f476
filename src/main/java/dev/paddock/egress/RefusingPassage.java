package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Answers every request that came to the refusing address, by saying which host is not allowed. */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class RefusingPassage implements Passage {
  private static final int LONGEST_HEAD = 8 * 1024;
  private static final long SECONDS = 10;

  private final EgressEvents events;

  RefusingPassage(EgressEvents events) {
    this.events = events;
  }

  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    client
        .pipeline()
        .addLast(new RequestDecoder(LONGEST_HEAD, SECONDS), new ResponseEncoder(), new Refuser());
    var limit = client.eventLoop().schedule(() -> client.close(), SECONDS, TimeUnit.SECONDS);
    client.closeFuture().addListener(closed -> limit.cancel(false));
    if (first.isReadable()) {
      client.pipeline().fireChannelRead(first);
      client.pipeline().fireChannelReadComplete();
    } else {
      first.release();
      client.read();
    }
  }

  /** Why a host is refused, as far as the request names one. */
  static Refusal refusal(List<String> authorities) {
    Optional<String> host =
        authorities.size() == 1
            ? Authority.parse(authorities.getFirst()).map(Authority::host)
            : Optional.empty();
    String name = host.orElse("HOST");
    return new Refusal(
        host.orElse("an unnamed host"),
        "host-not-allowed",
        host.map("The host %s is not among those that this session may reach."::formatted)
            .orElse("The request names no host that this session may reach."),
        "Run `paddock run --allow %s`, or add \"%s\" to `allow` in [network] of your profile."
            .formatted(name, name));
  }

  private final class Refuser extends ChannelInboundHandlerAdapter {
    private boolean answered;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (answered) {
        ReferenceCountUtil.release(message);
        return;
      }
      switch (message) {
        case Http1Head head ->
            answer(ctx, 403, refusal(head.request().authorities()), head.request());
        case RequestDecoder.Malformed malformed ->
            answer(
                ctx,
                malformed.status(),
                new Refusal(
                    "an unnamed host",
                    "request-malformed",
                    malformed.reason(),
                    "Send requests exactly as RFC 9112 wants them."),
                new RequestHead("GET", "/", List.of(), List.of()));
        default -> ReferenceCountUtil.release(message);
      }
    }

    private void answer(
        ChannelHandlerContext ctx, int status, Refusal refusal, RequestHead request) {
      answered = true;
      events.refused(refusal);
      RefusalPage page = RefusalPage.of(status, refusal, request.value("Accept"));
      List<HeaderField> fields = new ArrayList<>(page.fields());
      fields.add(new HeaderField("Connection", "close"));
      ctx.pipeline().get(ResponseEncoder.class).answers(request.method());
      ctx.write(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(status),
              Unpooled.wrappedBuffer(page.body()),
              Http1Fields.of(fields),
              Http1Fields.of(List.of())));
      LastWords.close(ctx.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof ChannelInputShutdownEvent && !answered) {
        ctx.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
