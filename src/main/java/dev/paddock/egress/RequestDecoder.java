package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests of HTTP/1, one at a time: after the end of a request it waits for {@link #next()}.
 * Fires {@link Http1Head}, then contents up to a {@link LastHttpContent}; or one {@link Malformed}
 * and nothing any more. Removed from the pipeline, it gives on what it has not read.
 */
final class RequestDecoder extends ByteToMessageDecoder {
  /** What can't be read as a request; the reason is a sentence. */
  record Malformed(int status, String reason) {}

  private enum State {
    HEAD,
    LENGTH,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    WAITING,
    BROKEN
  }

  private static final int LONGEST_CHUNK_LINE = 256;
  private static final int LONGEST_TRAILERS = 16 * 1024;
  private static final Pattern CHUNK_LINE =
      Pattern.compile("([0-9A-Fa-f]{1,15})([ \\t]*;[\\t -~]*)?");
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  /** They would change what was decided on the head. */
  private static final Set<String> NEVER_TRAILERS =
      Set.of("content-length", "host", "trailer", "expect", "cookie", "range");

  private final int longestHead;
  private final long headSeconds;
  private State state = State.HEAD;
  private long left;
  private @Nullable Future<?> limit;
  private @Nullable ChannelHandlerContext context;

  /**
   * Makes a decoder.
   *
   * @param longestHead in bytes
   * @param headSeconds how long a head may take once it has begun
   */
  RequestDecoder(int longestHead, long headSeconds) {
    this.longestHead = longestHead;
    this.headSeconds = headSeconds;
  }

  /** Lets the next request be read. */
  void next() {
    if (state == State.WAITING && context != null) {
      state = State.HEAD;
      try {
        channelRead(context, Unpooled.EMPTY_BUFFER);
      } catch (Exception e) {
        context.fireExceptionCaught(e);
      }
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    stopLimit();
    context = null;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    if (state == State.WAITING || state == State.BROKEN) {
      ctx.fireChannelReadComplete();
    } else {
      super.channelReadComplete(ctx);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    try {
      switch (state) {
        case HEAD -> head(ctx, in, out);
        case LENGTH -> length(in, out);
        case CHUNK_SIZE -> chunkSize(in);
        case CHUNK -> chunk(in, out);
        case CHUNK_END -> chunkEnd(in);
        case TRAILERS -> trailers(in, out);
        case WAITING -> {}
        case BROKEN -> in.skipBytes(in.readableBytes());
      }
    } catch (MalformedException e) {
      broken(400, String.valueOf(e.getMessage()), in, out);
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    stopLimit();
  }

  private void head(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws MalformedException {
    if (in.readableBytes() >= 2
        && in.getByte(in.readerIndex()) == '\r'
        && in.getByte(in.readerIndex() + 1) == '\n') {
      // RFC 9112 2.2: an empty line before a request is ignored.
      in.skipBytes(2);
      return;
    }
    int length = lengthTo(HEAD_END, in, longestHead);
    if (length < 0) {
      if (in.readableBytes() > longestHead) {
        broken(431, "The request's head is longer than " + longestHead + " bytes.", in, out);
      } else if (canBecomeNoHead(in)) {
        // Its end, as it is looked for here, might never come.
        broken(400, "What was sent is no request of HTTP/1.1.", in, out);
      } else if (in.isReadable()) {
        startLimit(ctx);
      }
      return;
    }
    stopLimit();
    Http1Head head = Http1HeadParser.parse(ByteBufUtil.getBytes(in.readSlice(length)));
    switch (head.framing()) {
      case Http1Head.Framing.Chunked() -> state = State.CHUNK_SIZE;
      case Http1Head.Framing.Length(long bytes) -> {
        left = bytes;
        state = State.LENGTH;
      }
    }
    out.add(head);
    if (!head.hasBody()) {
      end(LastHttpContent.EMPTY_LAST_CONTENT, out);
    }
  }

  private void length(ByteBuf in, List<Object> out) {
    int bytes = (int) Math.min(left, in.readableBytes());
    if (bytes == 0) {
      return;
    }
    left -= bytes;
    ByteBuf content = in.readRetainedSlice(bytes);
    if (left == 0) {
      end(new DefaultLastHttpContent(content), out);
    } else {
      out.add(new DefaultHttpContent(content));
    }
  }

  private void chunkSize(ByteBuf in) throws MalformedException {
    int length = lengthTo(new byte[] {'\n'}, in, LONGEST_CHUNK_LINE);
    if (length < 0) {
      if (in.readableBytes() > LONGEST_CHUNK_LINE) {
        throw new MalformedException("The size of a chunk is too long.");
      }
      return;
    }
    String line = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    Matcher size = CHUNK_LINE.matcher(line.substring(0, Math.max(0, length - 2)));
    if (!line.endsWith("\r\n") || !size.matches()) {
      throw new MalformedException("The size of a chunk is no number.");
    }
    left = Long.parseLong(size.group(1), 16);
    state = left == 0 ? State.TRAILERS : State.CHUNK;
  }

  private void chunk(ByteBuf in, List<Object> out) {
    int bytes = (int) Math.min(left, in.readableBytes());
    if (bytes > 0) {
      left -= bytes;
      out.add(new DefaultHttpContent(in.readRetainedSlice(bytes)));
    }
    if (left == 0) {
      state = State.CHUNK_END;
    }
  }

  private void chunkEnd(ByteBuf in) throws MalformedException {
    if (in.readableBytes() >= 2) {
      if (in.readByte() != '\r' || in.readByte() != '\n') {
        throw new MalformedException("A chunk is longer than its size.");
      }
      state = State.CHUNK_SIZE;
    }
  }

  private void trailers(ByteBuf in, List<Object> out) throws MalformedException {
    if (in.readableBytes() < 2) {
      return;
    }
    if (in.getByte(in.readerIndex()) == '\r' && in.getByte(in.readerIndex() + 1) == '\n') {
      in.skipBytes(2);
      end(LastHttpContent.EMPTY_LAST_CONTENT, out);
      return;
    }
    int length = lengthTo(HEAD_END, in, LONGEST_TRAILERS);
    if (length < 0) {
      if (in.readableBytes() > LONGEST_TRAILERS) {
        throw new MalformedException("The trailers are too long.");
      }
      return;
    }
    DefaultLastHttpContent last = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
    byte[] bytes = ByteBufUtil.getBytes(in.readSlice(length));
    for (HeaderField field : Http1HeadParser.fields(Http1HeadParser.lines(bytes))) {
      if (NEVER_TRAILERS.contains(field.lowerCaseName())
          || FieldTable.HOP_BY_HOP.contains(field.name())
          || FieldTable.KEYS.contains(field.name())) {
        throw new MalformedException("A trailer says what only a head may say.");
      }
      last.trailingHeaders().add(field.name(), field.value());
    }
    end(last, out);
  }

  private void end(LastHttpContent last, List<Object> out) {
    state = State.WAITING;
    out.add(last);
  }

  private void broken(int status, String reason, ByteBuf in, List<Object> out) {
    stopLimit();
    in.skipBytes(in.readableBytes());
    state = State.BROKEN;
    out.add(new Malformed(status, reason));
  }

  private void startLimit(ChannelHandlerContext ctx) {
    if (limit == null) {
      limit =
          ctx.executor()
              .schedule(
                  () -> {
                    state = State.BROKEN;
                    ctx.fireChannelRead(
                        new Malformed(
                            408, "The request's head took more than " + headSeconds + " s."));
                  },
                  headSeconds,
                  TimeUnit.SECONDS);
    }
  }

  private void stopLimit() {
    if (limit != null) {
      limit.cancel(false);
      limit = null;
    }
  }

  /** Whether it begins as no request does (as TLS, say), or has a line that a bare LF ends. */
  private static boolean canBecomeNoHead(ByteBuf in) {
    int before = 0;
    for (int i = in.readerIndex(); i < in.writerIndex(); i++) {
      int value = in.getByte(i);
      boolean starts = i == in.readerIndex();
      if ((starts && value <= ' ' && value != '\r') || (value == '\n' && before != '\r')) {
        return true;
      }
      before = value;
    }
    return false;
  }

  /** The number of bytes up to a mark and with it, or -1; looks at so many bytes at most. */
  private static int lengthTo(byte[] mark, ByteBuf in, int most) {
    int searched = Math.min(in.readableBytes(), most);
    int at =
        ByteBufUtil.indexOf(Unpooled.wrappedBuffer(mark), in.slice(in.readerIndex(), searched));
    return at < 0 ? -1 : at + mark.length;
  }
}
