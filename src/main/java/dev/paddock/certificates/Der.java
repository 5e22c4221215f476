package dev.paddock.certificates;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes the few DER values (ITU-T X.690) of which Paddock's certificates consist.
 *
 * <p>The JDK reads certificates but has no public way to write one, and Bouncy Castle's builder
 * costs 55 ms at the start of every session, because its signed jars can't be kept in the JDK's AOT
 * cache.
 */
final class Der {
  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xff});
  }

  static byte[] octets(byte[]... parts) {
    return value(0x04, parts);
  }

  /** A bit string whose last byte has that many bits that don't count. */
  static byte[] bits(int unused, byte[] bits) {
    return value(0x03, new byte[] {(byte) unused}, bits);
  }

  static byte[] text(String text) {
    return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A time before 2050, to the second (RFC 5280 4.1.2.5.1). */
  static byte[] time(Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder();
    int[] parts = {
      utc.getYear() % 100,
      utc.getMonthValue(),
      utc.getDayOfMonth(),
      utc.getHour(),
      utc.getMinute(),
      utc.getSecond()
    };
    for (int part : parts) {
      text.append((char) ('0' + part / 10)).append((char) ('0' + part % 10));
    }
    return value(0x17, text.append('Z').toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** An object identifier, {@code 2.5.29.17} say; its first two numbers are below 40. */
  static byte[] oid(String dotted) {
    String[] numbers = dotted.split("\\.", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
    for (int i = 2; i < numbers.length; i++) {
      int number = Integer.parseInt(numbers[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (number >> shift != 0) {
          bytes.write(((number >> shift) & 0x7f) | 0x80);
        }
      }
      bytes.write(number & 0x7f);
    }
    return value(0x06, bytes.toByteArray());
  }

  /** A value with a context-specific tag: explicit if constructed, else instead of its own tag. */
  static byte[] tagged(int number, boolean constructed, byte[] content) {
    return value((constructed ? 0xa0 : 0x80) | number, content);
  }

  private static byte[] value(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length + 4);
    bytes.write(tag);
    if (length >= 0x100) {
      bytes.write(0x82);
      bytes.write(length >> 8);
    } else if (length >= 0x80) {
      bytes.write(0x81);
    }
    bytes.write(length);
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
