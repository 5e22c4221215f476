package dev.paddock.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A row of the table {@code addresses.txt}, which also says what the kinds mean.
 *
 * @param first the block's first address as a number
 * @param size how many bits an address of its family has: 32 or 128
 * @param prefix how many of them are the same in all of the block
 * @param kind what is decided
 * @param what the block is, as the end of a sentence
 */
record AddressBlock(BigInteger first, int size, int prefix, Kind kind, String what) {
  /** What is decided about the addresses of a block. */
  enum Kind {
    NEVER,
    METADATA,
    PRIVATE,
    OWN,
    TRANSLATED,
    HIDDEN
  }

  /** Reads the table. */
  static List<AddressBlock> table() {
    try (InputStream in = AddressBlock.class.getResourceAsStream("addresses.txt")) {
      if (in == null) {
        throw new IllegalStateException("Paddock's jar lacks the table addresses.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AddressBlock::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the address is one of the block. */
  boolean holds(byte[] address) {
    return address.length * 8 == size
        && new BigInteger(1, address).xor(first).shiftRight(size - prefix).signum() == 0;
  }

  private static AddressBlock row(String line) {
    String[] words = line.split("\\s+", 3);
    int slash = words[0].indexOf('/');
    byte[] first = bytes(words[0].substring(0, slash));
    return new AddressBlock(
        new BigInteger(1, first),
        first.length * 8,
        Integer.parseInt(words[0].substring(slash + 1)),
        Kind.valueOf(words[1].toUpperCase(Locale.ROOT)),
        words[2]);
  }

  // The JDK turns an IPv6 address that starts with ::ffff:0:0 into an IPv4 one.
  private static byte[] bytes(String literal) {
    byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
    if (bytes.length == 16 || literal.indexOf(':') < 0) {
      return bytes;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    System.arraycopy(bytes, 0, mapped, 12, 4);
    return mapped;
  }
}
