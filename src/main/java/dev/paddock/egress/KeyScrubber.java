package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes one secret out of a stream of bytes, across the borders of its pieces (Knuth, Morris and
 * Pratt). What stands in its place is as long as the secret, so that no length that was announced
 * changes. To be used by one thread.
 *
 * <p>Holds back what could begin the secret, until the next piece decides; but not its first few
 * bytes: a message that happens to end in one of them would wait for another one, which a WebSocket
 * or a stream of gRPC may never send before it has an answer. Where a secret is cut there, these
 * bytes of it are all that is shown.
 */
final class KeyScrubber {
  /** Of a usual key no more than the prefix that tells its kind, {@code ghp_} say. */
  private static final int MOST_SHOWN = 4;

  private static final int PART_SHOWN = 8;

  private final byte[] secret;
  private final byte[] replacement;
  private final int[] fallback;
  private final int harmless;
  private int matched;

  /** How many of the matched bytes were passed on already. */
  private int shown;

  KeyScrubber(String secret, String placeholder) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.replacement = replacement(placeholder, this.secret.length);
    this.fallback = fallback(this.secret);
    this.harmless = Math.min(MOST_SHOWN, this.secret.length / PART_SHOWN);
  }

  /**
   * Returns what may be passed on; takes the piece over.
   *
   * @param last whether nothing follows
   */
  ByteBuf scrub(ByteBuf piece, boolean last, ByteBufAllocator allocator) {
    if (matched == 0 && piece.indexOf(piece.readerIndex(), piece.writerIndex(), secret[0]) < 0) {
      return piece;
    }
    ByteBuf clean = allocator.buffer(piece.readableBytes() + matched);
    try {
      while (piece.isReadable()) {
        step(piece.readByte(), clean);
      }
      if (last) {
        show(matched, clean);
        forget(matched);
      } else if (matched <= harmless) {
        show(matched, clean);
      }
      return clean;
    } finally {
      piece.release();
    }
  }

  private void step(byte next, ByteBuf clean) {
    while (matched > 0 && secret[matched] != next) {
      int shorter = fallback[matched - 1];
      show(matched - shorter, clean);
      forget(matched - shorter);
    }
    if (secret[matched] != next) {
      clean.writeByte(next);
    } else if (++matched == secret.length) {
      clean.writeBytes(replacement, shown, replacement.length - shown);
      forget(matched);
    }
  }

  /** Passes so many of the matched bytes on, without those that were already. */
  private void show(int count, ByteBuf clean) {
    if (count > shown) {
      clean.writeBytes(secret, shown, count - shown);
      shown = count;
    }
  }

  /** Goes on without the first of the matched bytes, which are dealt with. */
  private void forget(int count) {
    matched -= count;
    shown = Math.max(0, shown - count);
  }

  private static byte[] replacement(String placeholder, int length) {
    byte[] replacement = new byte[length];
    Arrays.fill(replacement, (byte) '*');
    byte[] bytes = placeholder.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, replacement, 0, Math.min(length, bytes.length));
    return replacement;
  }

  /** For each beginning of the secret, how long its longest end is that begins the secret, too. */
  private static int[] fallback(byte[] secret) {
    int[] fallback = new int[secret.length];
    int length = 0;
    for (int i = 1; i < secret.length; i++) {
      while (length > 0 && secret[i] != secret[length]) {
        length = fallback[length - 1];
      }
      if (secret[i] == secret[length]) {
        length++;
      }
      fallback[i] = length;
    }
    return fallback;
  }
}
