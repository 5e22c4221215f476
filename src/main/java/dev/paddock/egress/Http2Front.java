package dev.paddock.egress;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One stream as the client sees it. Lives on the event loop of its connection; reads only what has
 * somewhere to go, so that the stream's window closes when the server is slow.
 */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Front extends ChannelInboundHandlerAdapter {
  private enum State {
    HEAD,
    DECIDING,
    STREAMING,
    /** Answered before the request's end, whose rest is thrown away. */
    DRAINING,
    CLOSED
  }

  /** A client that still sends after an answer is told to stop; most expect no reset before. */
  private static final int MOST_DRAINED = 1024 * 1024;

  private final Destination destination;
  private final Gatekeeper gatekeeper;
  private final Outside outside;
  private final Queue<Http2StreamFrame> early = new ArrayDeque<>();
  private State state = State.HEAD;
  private boolean ended;
  private int drained;
  private @Nullable Http2Back back;
  private @Nullable ChannelHandlerContext context;

  Http2Front(Destination destination, Gatekeeper gatekeeper, Outside outside) {
    this.destination = destination;
    this.gatekeeper = gatekeeper;
    this.outside = outside;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case Http2HeadersFrame head when state == State.HEAD -> decide(ctx, head);
      case Http2StreamFrame frame when state == State.DECIDING -> early.add(frame);
      case Http2StreamFrame frame when state == State.STREAMING && back != null ->
          pass(ctx, frame, back);
      case Http2DataFrame data when state == State.DRAINING -> drain(data);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void decide(ChannelHandlerContext ctx, Http2HeadersFrame head) {
    state = State.DECIDING;
    ended = head.isEndStream();
    RequestHead request;
    try {
      request = Http2Fields.request(head.headers());
    } catch (MalformedException e) {
      refuseMalformed(ctx, e);
      return;
    }
    gatekeeper.ask(
        destination,
        request,
        true,
        ctx.executor(),
        clearance -> {
          switch (clearance) {
            case Clearance.Denied denied -> answer(denied, request.value("accept"));
            case Clearance.Cleared cleared -> open(ctx, request, cleared);
          }
        });
  }

  private void refuseMalformed(ChannelHandlerContext ctx, MalformedException cause) {
    Refusal refusal =
        new Refusal(
            destination.text(),
            "request-malformed",
            String.valueOf(cause.getMessage()),
            "Send requests exactly as RFC 9113 wants them.");
    Clearance.Denied denied = gatekeeper.denied(400, refusal);
    if (state == State.DECIDING) {
      answer(denied, Optional.empty());
    } else {
      reset(Http2Error.PROTOCOL_ERROR.code());
      ctx.close();
    }
  }

  private void open(ChannelHandlerContext ctx, RequestHead request, Clearance.Cleared cleared) {
    if (state != State.DECIDING) {
      return;
    }
    switch (outside) {
      case Outside.Failed(Throwable cause) ->
          answer(
              UpstreamProblem.denied(destination, cause, gatekeeper.events()),
              request.value("accept"));
      case Outside.Connected connected -> {
        Http2Back to = new Http2Back(this, gatekeeper, request, cleared.echo());
        Http2Headers head = Http2Fields.outgoing(request, destination, cleared.fields());
        new Http2StreamChannelBootstrap(connected.channel())
            .handler(to)
            .open()
            .addListener(
                (Future<Http2StreamChannel> opened) -> opened(ctx, to, head, opened, request));
      }
    }
  }

  private void opened(
      ChannelHandlerContext ctx,
      Http2Back to,
      Http2Headers head,
      Future<Http2StreamChannel> opened,
      RequestHead request) {
    if (!opened.isSuccess()) {
      answer(
          UpstreamProblem.denied(destination, opened.cause(), gatekeeper.events()),
          request.value("accept"));
      return;
    }
    if (state != State.DECIDING) {
      opened.getNow().close();
      return;
    }
    state = State.STREAMING;
    back = to;
    to.write(new DefaultHttp2HeadersFrame(head, ended));
    for (Http2StreamFrame frame = early.poll(); frame != null; frame = early.poll()) {
      pass(ctx, frame, to);
    }
    to.flush();
    wantRead();
  }

  private void pass(ChannelHandlerContext ctx, Http2StreamFrame frame, Http2Back to) {
    switch (frame) {
      case Http2DataFrame data -> {
        ended |= data.isEndStream();
        to.write(new DefaultHttp2DataFrame(data.content(), data.isEndStream()));
      }
      case Http2HeadersFrame trailers when trailers.isEndStream() -> {
        try {
          ended = true;
          to.write(
              new DefaultHttp2HeadersFrame(
                  Http2Fields.of(Http2Fields.requestTrailers(trailers.headers())), true));
        } catch (MalformedException e) {
          refuseMalformed(ctx, e);
        }
      }
      default -> ReferenceCountUtil.release(frame);
    }
  }

  /** Asks for more of the request where there is room for it. */
  void wantRead() {
    boolean wanted =
        state == State.DRAINING || (state == State.STREAMING && back != null && back.hasRoom());
    if (wanted && context != null) {
      context.read();
    }
  }

  boolean hasRoom() {
    return context != null && context.channel().isWritable();
  }

  /** Passes a part of the answer on. */
  void write(Http2StreamFrame part) {
    if (context != null && state == State.STREAMING) {
      context.write(part);
    } else {
      ReferenceCountUtil.release(part);
    }
  }

  void flush() {
    if (context != null) {
      context.flush();
    }
  }

  /** Ends the stream as the server ended its own. */
  void reset(long error) {
    if (context != null && state != State.CLOSED) {
      state = State.CLOSED;
      context.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }
  }

  /** The server's answer can't be passed on, and nothing of it was. */
  void fail(String reason, RequestHead request) {
    answer(
        UpstreamProblem.unreachable(destination, reason, gatekeeper.events()),
        request.value("accept"));
  }

  private void answer(Clearance.Denied denied, Optional<String> accept) {
    if (context == null || state == State.CLOSED || state == State.DRAINING) {
      return;
    }
    state = ended ? State.CLOSED : State.DRAINING;
    release();
    RefusalPage page = RefusalPage.of(denied.status(), denied.refusal(), accept);
    Http2Headers head = Http2Fields.of(page.fields()).status(String.valueOf(page.status()));
    context.write(new DefaultHttp2HeadersFrame(head, false));
    context.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(page.body()), true));
    wantRead();
  }

  private void drain(Http2DataFrame data) {
    drained += data.content().readableBytes();
    data.release();
    if (drained > MOST_DRAINED) {
      reset(Http2Error.NO_ERROR.code());
    }
  }

  private void release() {
    early.forEach(ReferenceCountUtil::release);
    early.clear();
    if (back != null) {
      back.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (back != null) {
      back.flush();
    }
    wantRead();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (back != null) {
      back.wantRead();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Http2ResetFrame) {
      state = State.CLOSED;
      release();
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = State.CLOSED;
    release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    InsideProblem.tell(destination, cause, gatekeeper.events());
    ctx.close();
  }
}
