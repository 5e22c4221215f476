package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Sees to it that a client does not ask for another host on second thought.
 *
 * <p>A server may ask for a second ClientHello (RFC 8446, section 4.1.4), and looks at the name in
 * that one. So nothing that the client sends behind its first one passes until the server has
 * answered, and if the answer is a HelloRetryRequest, not until the second one has been read too.
 * This does not slow a connection down: a client has to wait for that answer anyway, unless it
 * sends early data.
 */
final class HelloRetryGuard {
  /** What stands in a HelloRetryRequest in place of a random number (RFC 8446, section 4.1.3). */
  private static final byte[] RETRY =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private static final int SERVER_HELLO = 2;
  private static final int START_OF_RANDOM = 6;
  private static final int END_OF_RANDOM = START_OF_RANDOM + 32;
  private static final int ALERT = 21;
  private static final int RECORD_HEADER = 5;

  private final Destination destination;
  private final Function<ClientHello, Optional<TlsRefusal>> check;
  private final Consumer<TlsRefusal> refuse;
  private final Consumer<Throwable> problem;

  /**
   * Makes a guard.
   *
   * @param check decides on the second ClientHello
   * @param refuse refuses the connection, and ends it
   * @param problem is told what goes wrong otherwise, and ends the connection
   */
  HelloRetryGuard(
      Destination destination,
      Function<ClientHello, Optional<TlsRefusal>> check,
      Consumer<TlsRefusal> refuse,
      Consumer<Throwable> problem) {
    this.destination = destination;
    this.check = check;
    this.refuse = refuse;
    this.problem = problem;
  }

  /**
   * Stands in front of what is in the pipelines, which are joined.
   *
   * @param rest what came behind the first ClientHello, which has passed already
   */
  void install(Channel client, ByteBuf rest, Channel upstream) {
    Held held = new Held(rest);
    client.pipeline().addFirst(held);
    upstream.pipeline().addFirst(new Answer(held));
  }

  private static boolean isRetry(byte[] message) {
    return message.length >= END_OF_RANDOM
        && Arrays.equals(message, START_OF_RANDOM, END_OF_RANDOM, RETRY, 0, RETRY.length);
  }

  /** Reads the server's answer. */
  private final class Answer extends FirstBytes {
    private final Held client;
    private final HandshakeReader reader = new HandshakeReader();

    Answer(Held client) {
      super(Unpooled.EMPTY_BUFFER, problem);
      this.client = client;
    }

    @Override
    boolean decide(ByteBuf seen) {
      // Some servers warn before they answer (RFC 6066, section 3); others only say why not.
      if (reader.bytesRead() == 0 && skip(context(), seen, type -> type == ALERT)) {
        return false;
      }
      try {
        Optional<byte[]> message = reader.read(seen, END_OF_RANDOM);
        if (message.isEmpty()) {
          return false;
        }
        if (message.get()[0] != SERVER_HELLO) {
          throw new MalformedHelloException("it does not begin with a ServerHello");
        }
        client.answered(isRetry(message.get()));
        release();
      } catch (MalformedHelloException e) {
        problem.accept(new IOException("its answer is no TLS: " + e.getMessage(), e));
      }
      return true;
    }

    @Override
    boolean ended(ByteBuf seen) {
      release();
      return true;
    }
  }

  /** Holds what the client sends. */
  private final class Held extends FirstBytes {
    private final HandshakeReader reader = new HandshakeReader();
    private boolean isAnswered;
    private boolean isRetry;

    Held(ByteBuf rest) {
      super(rest, problem);
    }

    void answered(boolean withRetry) {
      isAnswered = true;
      isRetry = withRetry;
      look();
    }

    @Override
    boolean isReading() {
      return isAnswered;
    }

    @Override
    boolean decide(ByteBuf seen) {
      if (!isAnswered) {
        return false;
      }
      if (isRetry) {
        return second(seen);
      }
      release();
      return true;
    }

    // Half of a second ClientHello never passes.
    @Override
    boolean ended(ByteBuf seen) {
      if (!seen.isReadable()) {
        release();
        return true;
      }
      if (isAnswered) {
        Connections.reset(context().channel());
      }
      return isAnswered;
    }

    private boolean second(ByteBuf seen) {
      if (reader.bytesRead() == 0 && skip(context(), seen, HelloRetryGuard::isNoHandshake)) {
        return false;
      }
      try {
        Optional<byte[]> message = reader.read(seen, Integer.MAX_VALUE);
        if (message.isEmpty()) {
          return false;
        }
        Optional<TlsRefusal> refusal = check.apply(ClientHello.parse(message.get()));
        if (refusal.isEmpty()) {
          release();
        } else {
          refuse.accept(refusal.get());
        }
      } catch (MalformedHelloException e) {
        refuse.accept(HelloRule.malformed(destination, e));
      }
      return true;
    }
  }

  // Change of cipher spec, alert, early data.
  private static boolean isNoHandshake(int type) {
    return type == 20 || type == ALERT || type == 23;
  }

  /**
   * Lets whole records of such types pass.
   *
   * @return whether half of another one is what remains
   */
  private static boolean skip(ChannelHandlerContext ctx, ByteBuf seen, IntPredicate types) {
    boolean isHalf = false;
    boolean passed = false;
    while (!isHalf && seen.isReadable() && types.test(seen.getByte(seen.readerIndex()))) {
      int length = seen.readableBytes() < RECORD_HEADER ? Integer.MAX_VALUE : length(seen);
      isHalf = length > seen.readableBytes();
      if (!isHalf) {
        passed = true;
        ctx.fireChannelRead(seen.readRetainedSlice(length));
      }
    }
    if (passed) {
      ctx.fireChannelReadComplete();
    }
    return isHalf;
  }

  private static int length(ByteBuf seen) {
    return RECORD_HEADER + seen.getUnsignedShort(seen.readerIndex() + 3);
  }
}
