package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what comes from one side until it is known what it is. Stands in front of a {@link
 * Pipe}, which gets to see nothing before {@link #release}.
 *
 * <p>Used on the channel's event loop only.
 */
abstract class FirstBytes extends ChannelDuplexHandler {
  private final Consumer<Throwable> problem;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf held;
  private boolean ended;
  private boolean decided;

  /**
   * Makes one.
   *
   * @param first what was read before; is released
   * @param problem is told what goes wrong, but for connections that the other side breaks
   */
  FirstBytes(ByteBuf first, Consumer<Throwable> problem) {
    this.held = first;
    this.problem = problem;
  }

  /**
   * Looks at all that came so far.
   *
   * @return whether it is known what to do, so that nothing more is to be read here
   */
  abstract boolean decide(ByteBuf seen);

  /**
   * The other side sends no more, and it is not known what to do.
   *
   * @return whether that decides it
   */
  abstract boolean ended(ByteBuf seen);

  /** Whether more is to be read while nothing is decided. */
  boolean isReading() {
    return true;
  }

  /** Takes the bytes out, and this handler off the channel. */
  final ByteBuf take() {
    ByteBuf bytes = held == null ? Unpooled.EMPTY_BUFFER : held;
    held = null;
    decided = true;
    ChannelHandlerContext ctx = context;
    if (ctx != null && !ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
    return bytes;
  }

  /** Returns what is held and not taken yet. */
  final ByteBuf held() {
    return held == null ? Unpooled.EMPTY_BUFFER : held;
  }

  /** Lets everything pass from now on, and takes this handler off the channel. */
  final void release() {
    ByteBuf bytes = take();
    ChannelHandlerContext ctx = context();
    if (bytes.isReadable()) {
      ctx.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
    ctx.fireChannelReadComplete();
    if (ended) {
      ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
  }

  /** Looks again, and reads on if that brings nothing new. */
  final void look() {
    ByteBuf seen = held;
    if (decided || seen == null) {
      return;
    }
    decided = decide(seen) || (ended && ended(seen));
    if (!decided && !ended && isReading()) {
      context().read();
    }
  }

  final ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "not on a channel");
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    ended = ((DuplexChannel) ctx.channel()).isInputShutdown();
    look();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    ByteBuf before = held;
    if (before == null || !before.isReadable()) {
      held = bytes;
      if (before != null) {
        before.release();
      }
      return;
    }
    ByteBuf all = before;
    if (before.isReadOnly() || before.maxWritableBytes() < bytes.readableBytes()) {
      all = ctx.alloc().buffer(before.readableBytes() + bytes.readableBytes());
      all.writeBytes(before);
      before.release();
    }
    all.writeBytes(bytes);
    bytes.release();
    held = all;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    look();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ended = true;
      look();
    }
  }

  // Who stands behind wants to read; but for now this handler does.
  @Override
  public void read(ChannelHandlerContext ctx) {}

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ByteBuf bytes = held;
    held = null;
    if (bytes != null) {
      bytes.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      problem.accept(cause);
    }
    Connections.reset(ctx.channel());
  }
}
