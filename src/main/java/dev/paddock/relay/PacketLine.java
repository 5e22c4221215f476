package dev.paddock.relay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Git's pkt-lines (gitprotocol-common(5)): four hexadecimal digits of length, then the bytes. */
final class PacketLine {
  private static final int LONGEST = 65_516;
  private static final int LENGTH = 4;

  private PacketLine() {}

  /** Writes a line. */
  static void write(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, LONGEST);
    out.write("%04x".formatted(length + LENGTH).getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, 0, length);
  }

  /** Writes what ends a list. */
  static void flush(OutputStream out) throws IOException {
    out.write("0000".getBytes(StandardCharsets.US_ASCII));
  }

  /** Tells the client what is wrong; it shows that and ends. */
  static void error(OutputStream out, RelayRefusal refusal) throws IOException {
    write(out, "ERR " + refusal.text());
    out.flush();
  }

  /**
   * Reads a line; not past it.
   *
   * @param most bytes
   * @return empty for one that carries nothing
   * @throws IOException if it is longer, or no pkt-line
   */
  static Optional<byte[]> read(InputStream in, int most) throws IOException {
    byte[] digits = in.readNBytes(LENGTH);
    int length;
    try {
      length = HexFormat.fromHexDigits(new String(digits, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IOException("That is no pkt-line", e);
    }
    if (digits.length < LENGTH || length - LENGTH > most) {
      throw new IOException("That is no pkt-line that is expected here");
    }
    if (length <= LENGTH) {
      return Optional.empty();
    }
    byte[] bytes = in.readNBytes(length - LENGTH);
    if (bytes.length < length - LENGTH) {
      throw new EOFException("A pkt-line ends too early");
    }
    return Optional.of(bytes);
  }
}
