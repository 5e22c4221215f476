package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The side of an HTTP/1.1 connection that the server sees. Lives on the event loop of {@link
 * Http1Front}, and ends with it.
 */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1Back extends ChannelInboundHandlerAdapter {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LONGEST_HEAD = 64 * 1024;

  private final Channel channel;
  private final Http1Front front;
  private final Gatekeeper gatekeeper;
  private final HttpClientCodec codec =
      new HttpClientCodec(
          new HttpDecoderConfig()
              .setMaxInitialLineLength(LONGEST_LINE)
              .setMaxHeaderSize(LONGEST_HEAD)
              .setMaxChunkSize(Connections.BUFFER)
              .setStrictLineParsing(true),
          false,
          false);

  /** The request that waits for an answer or its rest. */
  private @Nullable Http1Head asked;

  private Optional<Echo> echo = Optional.empty();
  private @Nullable Http1Answer answer;
  private boolean first = true;
  private boolean raw;
  private boolean closed;

  private Http1Back(Channel channel, Http1Front front, Gatekeeper gatekeeper) {
    this.channel = channel;
    this.front = front;
    this.gatekeeper = gatekeeper;
  }

  /** Takes over a connection whose pipeline has at most TLS in it. */
  static Http1Back on(Channel channel, Http1Front front, Gatekeeper gatekeeper) {
    Http1Back back = new Http1Back(channel, front, gatekeeper);
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    channel.pipeline().addLast(back.codec, back);
    channel.read();
    return back;
  }

  void send(Http1Request request, Clearance.Cleared cleared) {
    asked = request.head();
    echo = cleared.echo();
    answer = null;
    channel.write(request.outgoing(cleared.fields()));
  }

  void write(Object part) {
    channel.write(part);
  }

  void flush() {
    channel.flush();
  }

  boolean hasRoom() {
    return channel.isWritable();
  }

  /** Asks for more of an answer where there is room for it. */
  void wantRead() {
    if (!closed && front.hasRoom()) {
      channel.read();
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (closed) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      broken("The server's answer can't be read as HTTP.");
    } else {
      switch (message) {
        case HttpResponse head -> begin(head);
        case HttpContent content -> pass(content);
        case ByteBuf bytes when raw -> front.write(clean(bytes, false));
        default -> ReferenceCountUtil.release(message);
      }
    }
  }

  private void begin(HttpResponse head) {
    Http1Head request = asked;
    if (request == null) {
      broken("The server answered what nobody had asked.");
      return;
    }
    Http1Answer begun = new Http1Answer(head, request, echo);
    if (begun.switchesProtocols() && !request.upgrades()) {
      broken("The server switched to a protocol that nobody had asked for.");
      return;
    }
    if (begun.isStrangelyCoded()) {
      broken("The server used a transfer coding that it was not asked for.");
      return;
    }
    if (begun.isUnreadable()) {
      broken(
          "The server compressed its answer although it was asked not to, so that it can't be"
              + " searched for the key that went out with the request.");
      return;
    }
    answer = begun;
    if (begun.code() == 401) {
      echo.map(Echo::credential).ifPresent(gatekeeper::rejected);
    }
    if (!begun.isInterim() || request.minor() == 1) {
      front.write(begun.incoming());
    }
  }

  private void pass(HttpContent content) {
    Http1Answer of = answer;
    if (of == null) {
      content.release();
      return;
    }
    boolean last = content instanceof LastHttpContent;
    if (of.isInterim()) {
      // The codec ends an interim answer like any other; for the client it has no end of its own.
      passInterim(of, content);
      return;
    }
    front.write(last ? lastContent((LastHttpContent) content) : clean(content));
    if (!last) {
      return;
    }
    first = false;
    asked = null;
    answer = null;
    if (of.switchesProtocols()) {
      raw = true;
      front.beginUpgrade();
      channel.pipeline().remove(codec);
      front.endUpgrade();
    } else {
      front.answered(of.keepsAlive());
    }
  }

  private void passInterim(Http1Answer interim, HttpContent end) {
    answer = null;
    if (interim.request().minor() == 1) {
      front.write(end);
      front.flush();
    } else {
      end.release();
    }
  }

  private HttpContent clean(HttpContent content) {
    return echo.isEmpty() ? content : new DefaultHttpContent(clean(content.content(), false));
  }

  private LastHttpContent lastContent(LastHttpContent content) {
    if (echo.isEmpty()) {
      return content;
    }
    LastHttpContent last = new DefaultLastHttpContent(clean(content.content(), true));
    for (HeaderField field : Http1Fields.from(content.trailingHeaders())) {
      echo.get()
          .scrub(field)
          .ifPresent(clean -> last.trailingHeaders().add(clean.name(), clean.value()));
    }
    return last;
  }

  private ByteBuf clean(ByteBuf bytes, boolean last) {
    return echo.map(guard -> guard.scrub(bytes, last, channel.alloc())).orElse(bytes);
  }

  private void broken(String reason) {
    Http1Head request = asked;
    if (request == null) {
      front.close();
    } else if (answer == null) {
      front.fail(reason, request);
    } else {
      front.abort();
    }
    close();
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
  public void channelInactive(ChannelHandlerContext ctx) {
    boolean known = closed;
    closed = true;
    if (known) {
      return;
    }
    if (asked != null && answer == null && !first) {
      // As between any client and server: who asks again on an old connection may have to repeat.
      front.close();
    } else {
      broken("The server closed the connection without an answer.");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    String message = cause.getMessage();
    broken(
        "The connection to the server broke: "
            + (message == null ? cause.getClass().getSimpleName() : Shown.sentence(message)));
  }
}
