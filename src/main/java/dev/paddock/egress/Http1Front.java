package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The side of an HTTP/1.1 connection that the client sees: each request is decided on, goes out,
 * and is answered, before the next one is read.
 *
 * <p>One thread, the event loop of both connections. Invariants: a request's contents reach {@link
 * Http1Back} only while the state is STREAMING, which only a clearance brings about; reading is
 * asked for only when what is read has somewhere to go.
 */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1Front extends ChannelInboundHandlerAdapter {
  private enum State {
    /** Waits for a request. */
    IDLE,
    /** A request's head is being decided on, or its way out is being made. */
    DECIDING,
    /** A request goes out or its answer comes in. */
    STREAMING,
    /** No HTTP any more: both sides agreed on another protocol. */
    RAW,
    /** Nothing is read or passed on any more. */
    CLOSING
  }

  private static final int LONGEST_HEAD = 64 * 1024;
  private static final long HEAD_SECONDS = 10;

  private final Destination destination;
  private final Gatekeeper gatekeeper;
  private final boolean secure;
  private final Supplier<Future<Channel>> upstream;
  private final RequestDecoder decoder = new RequestDecoder(LONGEST_HEAD, HEAD_SECONDS);
  private final ResponseEncoder encoder = new ResponseEncoder();
  private final Queue<HttpContent> early = new ArrayDeque<>();
  private final ChannelHandlerContext context;
  private State state = State.IDLE;
  private @Nullable Http1Back back;
  private boolean requestDone;
  private boolean answerDone;
  private boolean keep = true;

  private Http1Front(
      Channel client,
      Destination destination,
      Gatekeeper gatekeeper,
      boolean secure,
      Supplier<Future<Channel>> upstream) {
    this.destination = destination;
    this.gatekeeper = gatekeeper;
    this.secure = secure;
    this.upstream = upstream;
    client.pipeline().addLast(decoder, encoder, this);
    this.context = client.pipeline().context(this);
  }

  /**
   * Serves a connection; to be called on its event loop. Nothing is read yet.
   *
   * @param secure whether both sides speak TLS
   * @param upstream makes the connection outside, when the first request is let through
   */
  static Http1Front serve(
      Channel client,
      Destination destination,
      Gatekeeper gatekeeper,
      boolean secure,
      Supplier<Future<Channel>> upstream) {
    return new Http1Front(client, destination, gatekeeper, secure, upstream);
  }

  /** Uses a connection that is there already, and ends with it. */
  void attach(Channel connected) {
    back = Http1Back.on(connected, this, gatekeeper);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case Http1Head head when state == State.IDLE -> decide(head);
      case HttpContent content -> pass(content);
      case RequestDecoder.Malformed malformed when state != State.CLOSING -> refuse(malformed);
      case ByteBuf bytes when state == State.RAW && back != null -> back.write(bytes);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void decide(Http1Head head) {
    state = State.DECIDING;
    requestDone = false;
    answerDone = false;
    encoder.answers(head.request().method());
    Http1Request request = new Http1Request(head, destination);
    gatekeeper.ask(
        destination,
        request.decided(),
        secure,
        context.executor(),
        clearance -> {
          switch (clearance) {
            case Clearance.Denied denied -> answer(denied, head);
            case Clearance.Cleared cleared -> connect(request, cleared);
          }
        });
  }

  private void connect(Http1Request request, Clearance.Cleared cleared) {
    if (state != State.DECIDING) {
      return;
    }
    if (back != null) {
      send(back, request, cleared);
      return;
    }
    upstream
        .get()
        .addListener(
            (Future<Channel> dialed) -> {
              if (!dialed.isSuccess()) {
                answer(
                    UpstreamProblem.denied(destination, dialed.cause(), gatekeeper.events()),
                    request.head());
              } else if (state != State.DECIDING) {
                dialed.getNow().close();
              } else {
                attach(dialed.getNow());
                connect(request, cleared);
              }
            });
  }

  private void send(Http1Back to, Http1Request request, Clearance.Cleared cleared) {
    state = State.STREAMING;
    to.send(request, cleared);
    for (HttpContent content = early.poll(); content != null; content = early.poll()) {
      pass(content);
    }
    to.flush();
    wantRead();
  }

  private void pass(HttpContent content) {
    if (state == State.DECIDING) {
      early.add(content);
    } else if (state == State.STREAMING && back != null) {
      boolean last = content instanceof LastHttpContent;
      back.write(content);
      if (last) {
        requestDone = true;
        finish();
      }
    } else {
      content.release();
    }
  }

  /** Asks for more where there is room for it. */
  void wantRead() {
    boolean wanted =
        switch (state) {
          case IDLE -> true;
          case STREAMING -> !requestDone && back != null && back.hasRoom();
          case RAW -> back != null && back.hasRoom();
          case DECIDING, CLOSING -> false;
        };
    if (wanted) {
      context.read();
    }
  }

  boolean hasRoom() {
    return context.channel().isWritable();
  }

  /** Passes a part of the answer on. */
  void write(Object part) {
    if (state == State.STREAMING || state == State.RAW) {
      context.write(part);
    } else {
      ReferenceCountUtil.release(part);
    }
  }

  void flush() {
    context.flush();
  }

  /**
   * The answer is complete.
   *
   * @param another whether another request may follow
   */
  void answered(boolean another) {
    answerDone = true;
    keep &= another;
    context.flush();
    finish();
  }

  private void finish() {
    if (!requestDone || !answerDone || state != State.STREAMING) {
      return;
    }
    if (!keep) {
      close();
      return;
    }
    state = State.IDLE;
    decoder.next();
    wantRead();
  }

  /** Both sides go on in another protocol: what is written from now on is not HTTP. */
  void beginUpgrade() {
    state = State.RAW;
    context.flush();
    context.pipeline().remove(encoder);
  }

  /** The server's side is ready for what the client has sent already. */
  void endUpgrade() {
    context.pipeline().remove(decoder);
    wantRead();
  }

  /** The server could not answer, and nothing of an answer was passed on. */
  void fail(String reason, Http1Head head) {
    if (state == State.STREAMING) {
      answer(UpstreamProblem.unreachable(destination, reason, gatekeeper.events()), head);
    }
  }

  /** The server is gone after a whole answer, or when nothing was asked of it. */
  void close() {
    if (state != State.CLOSING) {
      state = State.CLOSING;
      release();
      LastWords.close(context.channel());
    }
  }

  /** The server is gone amidst an answer: the client must not take it for a whole one. */
  void abort() {
    state = State.CLOSING;
    release();
    context.close();
  }

  private void refuse(RequestDecoder.Malformed malformed) {
    Refusal refusal =
        new Refusal(
            destination.text(),
            "request-malformed",
            malformed.reason(),
            "Send requests exactly as RFC 9112 wants them.");
    if (state == State.IDLE) {
      answer(gatekeeper.denied(malformed.status(), refusal), List.of());
    } else {
      gatekeeper.denied(malformed.status(), refusal);
      abort();
    }
  }

  private void answer(Clearance.Denied denied, Http1Head head) {
    answer(denied, head.request().fields());
  }

  private void answer(Clearance.Denied denied, List<HeaderField> asked) {
    if (state == State.CLOSING) {
      return;
    }
    RefusalPage page =
        RefusalPage.of(
            denied.status(),
            denied.refusal(),
            asked.stream().filter(f -> f.is("Accept")).map(HeaderField::value).findFirst());
    List<HeaderField> fields = new ArrayList<>(page.fields());
    fields.add(new HeaderField("Connection", "close"));
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(page.status()),
            Unpooled.wrappedBuffer(page.body()),
            Http1Fields.of(fields),
            Http1Fields.of(List.of()));
    context.write(answer);
    close();
  }

  private void release() {
    early.forEach(HttpContent::release);
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
    if (!(event instanceof ChannelInputShutdownEvent)) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    // A client that has sent all it wants may still wait for the answer.
    keep = false;
    boolean waits = state == State.DECIDING || (state == State.STREAMING && requestDone);
    if (!waits) {
      close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = State.CLOSING;
    release();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    InsideProblem.tell(destination, cause, gatekeeper.events());
    abort();
  }
}
