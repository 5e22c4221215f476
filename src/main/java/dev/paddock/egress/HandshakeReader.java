package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Puts the first handshake message of a TLS connection together, however it is cut into records
 * (RFC 8446, section 5.1) and these into segments. What was read once is not read again, so that a
 * message that comes byte by byte costs no more.
 *
 * <p>Not thread-safe.
 */
final class HandshakeReader {
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int LONGEST_RECORD = 1 << 14;

  /** The longest message, and with its records' headers the most that is read. */
  private static final int LONGEST = 1 << 16;

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private int read;

  /**
   * Goes on reading.
   *
   * @param seen all that came so far; neither its indices nor its content are changed
   * @param atMost how many bytes of the message are enough
   * @return the message with its header, or as much of it as is enough, and perhaps what follows it
   *     in the same record; empty as long as more has to come
   */
  Optional<byte[]> read(ByteBuf seen, int atMost) throws MalformedHelloException {
    while (true) {
      int available = seen.readableBytes() - read;
      int start = seen.readerIndex() + read;
      if (available > 0 && seen.getByte(start) != 22) {
        throw new MalformedHelloException("it is no TLS handshake");
      }
      if (available > 1 && seen.getByte(start + 1) != 3) {
        throw new MalformedHelloException("it is of no known version of TLS");
      }
      if (available < RECORD_HEADER) {
        return Optional.empty();
      }
      int length = seen.getUnsignedShort(start + 3);
      if (length == 0 || length > LONGEST_RECORD) {
        throw new MalformedHelloException("a TLS record has a wrong length");
      }
      if (read + RECORD_HEADER + length > LONGEST) {
        throw new MalformedHelloException("it is longer than 64 KB");
      }
      if (available < RECORD_HEADER + length) {
        return Optional.empty();
      }
      byte[] content = new byte[length];
      seen.getBytes(start + RECORD_HEADER, content);
      message.writeBytes(content);
      read += RECORD_HEADER + length;
      if (message.size() >= MESSAGE_HEADER) {
        byte[] bytes = message.toByteArray();
        if (length(bytes) > LONGEST) {
          throw new MalformedHelloException("it is longer than 64 KB");
        }
        if (bytes.length >= Math.min(atMost, length(bytes))) {
          return Optional.of(bytes);
        }
      }
    }
  }

  /** Returns how many of the bytes belong to records that were read. */
  int bytesRead() {
    return read;
  }

  /** Returns the length of a message with its header, as the header says. */
  static int length(byte[] message) {
    return MESSAGE_HEADER
        + ((message[1] & 0xFF) << 16 | (message[2] & 0xFF) << 8 | (message[3] & 0xFF));
  }
}
