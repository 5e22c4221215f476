package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes one secret out of a stream of bytes, across the borders of its pieces (Knuth, Morris and
 * Pratt). What stands in its place is as long as the secret, so that no length that was announced
 * changes. Holds back at most the bytes that could begin the secret, until the next piece decides.
 * To be used by one thread.
 */
final class KeyScrubber {
  private final byte[] secret;
  private final byte[] replacement;
  private final int[] fallback;
  private int matched;

  KeyScrubber(String secret, String placeholder) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.replacement = replacement(placeholder, this.secret.length);
    this.fallback = fallback(this.secret);
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
        clean.writeBytes(secret, 0, matched);
        matched = 0;
      }
      return clean;
    } finally {
      piece.release();
    }
  }

  private void step(byte next, ByteBuf clean) {
    while (matched > 0 && secret[matched] != next) {
      int shorter = fallback[matched - 1];
      clean.writeBytes(secret, 0, matched - shorter);
      matched = shorter;
    }
    if (secret[matched] != next) {
      clean.writeByte(next);
    } else if (++matched == secret.length) {
      clean.writeBytes(replacement);
      matched = 0;
    }
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
