package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Tells from a client's first bytes what it speaks. Pure.
 *
 * <p>HTTP/1 is taken in the widest sense that a server might (RFC 9112, sections 2.2 and 3): what
 * is wrong with it is said by who reads it, and what is held to be another protocol is not read at
 * all.
 */
final class FirstWords {
  /** What a client speaks. */
  enum Protocol {
    UNKNOWN_YET,
    HTTP,
    TLS,
    OTHER
  }

  /** A request line that is longer is refused by who reads it. */
  private static final int LONGEST_LINE = 8_192;

  private static final int LONGEST_METHOD = 128;
  private static final Pattern VERSION =
      Pattern.compile(
          "[ \t\u000b\f\r\u001c-\u001f\u0085\u00a0]HTTP/[0-9]", Pattern.CASE_INSENSITIVE);
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
  private static final byte[] TLS_HANDSHAKE = {22, 3};

  private FirstWords() {}

  /** Decides on all that came so far. */
  static Protocol of(ByteBuf seen) {
    int start = seen.readerIndex();
    int end = seen.writerIndex();
    while (start < end && isSkipped(seen.getByte(start))) {
      start++;
    }
    if (start == end) {
      return start - seen.readerIndex() > LONGEST_LINE ? Protocol.OTHER : Protocol.UNKNOWN_YET;
    }
    if (start == seen.readerIndex() && seen.getByte(start) == TLS_HANDSHAKE[0]) {
      if (end - start < 2) {
        return Protocol.UNKNOWN_YET;
      }
      return seen.getByte(start + 1) == TLS_HANDSHAKE[1] ? Protocol.TLS : Protocol.OTHER;
    }
    int afterMethod = start;
    while (afterMethod < end && isToken(seen.getByte(afterMethod))) {
      afterMethod++;
    }
    if (afterMethod - start > LONGEST_METHOD) {
      return Protocol.OTHER;
    }
    if (afterMethod == end) {
      return Protocol.UNKNOWN_YET;
    }
    if (afterMethod == start || !isBlank(seen.getByte(afterMethod))) {
      return Protocol.OTHER;
    }
    return line(seen, afterMethod, end);
  }

  /** Whether it begins as TLS does. */
  static boolean mayBeTls(ByteBuf seen) {
    return seen.isReadable() && seen.getByte(seen.readerIndex()) == TLS_HANDSHAKE[0];
  }

  private static Protocol line(ByteBuf seen, int start, int end) {
    int lineEnd = seen.indexOf(start, end, (byte) '\n');
    String rest =
        seen.toString(start, (lineEnd < 0 ? end : lineEnd) - start, StandardCharsets.ISO_8859_1);
    if (VERSION.matcher(rest).find()) {
      // HTTP/2 begins with "PRI * HTTP/2.0" and is not read in the clear: only a server that was
      // meant to speak it would.
      return rest.startsWith(" * HTTP/2.0") ? Protocol.OTHER : Protocol.HTTP;
    }
    if (lineEnd >= 0 || rest.indexOf('\0') >= 0) {
      return Protocol.OTHER;
    }
    return rest.length() > LONGEST_LINE ? Protocol.HTTP : Protocol.UNKNOWN_YET;
  }

  // Some servers look for the method behind all that is white.
  private static boolean isSkipped(byte value) {
    return value == '\r' || value == '\n' || isBlank(value);
  }

  // With what Python takes for blanks, whose own server splits lines that way.
  private static boolean isBlank(byte value) {
    return value == ' '
        || value == '\t'
        || value == 0x0B
        || value == '\f'
        || (value >= 0x1C && value <= 0x1F)
        || value == (byte) 0x85
        || value == (byte) 0xA0;
  }

  private static boolean isToken(byte value) {
    return (value >= '0' && value <= '9')
        || (value >= 'A' && value <= 'Z')
        || (value >= 'a' && value <= 'z')
        || TOKEN_SIGNS.indexOf(value) >= 0;
  }
}
