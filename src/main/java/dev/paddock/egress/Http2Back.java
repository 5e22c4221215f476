package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stream as the server sees it. Lives on the event loop of {@link Http2Front}. */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Back extends ChannelInboundHandlerAdapter {
  private final Http2Front front;
  private final Gatekeeper gatekeeper;
  private final RequestHead request;
  private final Optional<Echo> echo;
  private @Nullable ChannelHandlerContext context;
  private boolean begun;
  private boolean ended;
  private boolean closed;

  Http2Back(Http2Front front, Gatekeeper gatekeeper, RequestHead request, Optional<Echo> echo) {
    this.front = front;
    this.gatekeeper = gatekeeper;
    this.request = request;
    this.echo = echo;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    ctx.channel().config().setAutoRead(false);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.read();
  }

  void write(Http2StreamFrame part) {
    if (context == null) {
      ReferenceCountUtil.release(part);
    } else {
      context.write(part);
    }
  }

  void flush() {
    if (context != null) {
      context.flush();
    }
  }

  boolean hasRoom() {
    return context != null && context.channel().isWritable();
  }

  void wantRead() {
    if (context != null && !closed && front.hasRoom()) {
      context.read();
    }
  }

  void close() {
    if (!closed && context != null) {
      closed = true;
      context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case Http2HeadersFrame head when !closed -> head(ctx, head);
      case Http2DataFrame data when !closed && begun -> data(ctx, data);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void head(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
    if (!begun && !accepts(frame)) {
      front.fail(
          "The server compressed its answer although it was asked not to, so that it can't be"
              + " searched for the key that went out with the request.",
          request);
      close();
      return;
    }
    if (begun && echo.isPresent()) {
      // What was held back because a key could have followed comes before the trailers.
      ByteBuf rest = echo.get().scrub(Unpooled.EMPTY_BUFFER, true, ctx.alloc());
      front.write(new DefaultHttp2DataFrame(rest, false));
    }
    Http2Headers clean =
        echo.map(guard -> Http2Fields.changed(frame.headers(), guard::scrub))
            .orElse(frame.headers());
    ended = frame.isEndStream();
    front.write(new DefaultHttp2HeadersFrame(clean, ended));
  }

  /** Looks at the first head that is not an interim one. */
  private boolean accepts(Http2HeadersFrame frame) {
    CharSequence status = frame.headers().status();
    if (status == null || status.length() != 3 || status.charAt(0) == '1') {
      return true;
    }
    begun = true;
    if ("401".contentEquals(status)) {
      echo.map(Echo::credential).ifPresent(gatekeeper::rejected);
    }
    return echo.isEmpty()
        || frame.isEndStream()
        || request.method().equals("HEAD")
        || frame.headers().getAll("content-encoding").stream()
            .allMatch(coding -> "identity".contentEquals(coding));
  }

  private void data(ChannelHandlerContext ctx, Http2DataFrame data) {
    ended = data.isEndStream();
    ByteBuf clean =
        echo.map(guard -> guard.scrub(data.content(), data.isEndStream(), ctx.alloc()))
            .orElse(data.content());
    front.write(new DefaultHttp2DataFrame(clean, ended));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    front.flush();
    wantRead();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    front.wantRead();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Http2ResetFrame reset) {
      closed = true;
      front.flush();
      front.reset(reset.errorCode());
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed = true;
    if (!ended) {
      front.reset(Http2Error.CANCEL.code());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    front.reset(Http2Error.INTERNAL_ERROR.code());
    ctx.close();
  }
}
