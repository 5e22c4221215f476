package dev.paddock.relay;

import dev.paddock.egress.Http1Head;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body: as many bytes as its head says, or chunks up to an empty one (RFC 9112 6, 7).
 */
final class HttpBody extends InputStream {
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_TRAILERS = 64;

  private final InputStream in;
  private final boolean chunked;
  private long left;
  private boolean first = true;
  private boolean ended;

  HttpBody(InputStream in, Http1Head.Framing framing) {
    this.in = in;
    switch (framing) {
      case Http1Head.Framing.Length(long bytes) -> {
        chunked = false;
        left = bytes;
        ended = bytes == 0;
      }
      case Http1Head.Framing.Chunked() -> chunked = true;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended && chunked) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("The request's body ends too early");
    }
    left -= count;
    ended = left == 0 && !chunked;
    return count;
  }

  /** Reads what nobody wanted, so that the next request begins where it should. */
  boolean drain(long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long drained = 0;
    while (drained <= most) {
      int count = read(buffer, 0, buffer.length);
      if (count < 0) {
        return true;
      }
      drained += count;
    }
    return false;
  }

  private void nextChunk() throws IOException {
    if (!first && !line().isEmpty()) {
      throw new IOException("A chunk does not end where it should");
    }
    first = false;
    String size = line();
    int extension = size.indexOf(';');
    String digits = (extension < 0 ? size : size.substring(0, extension)).strip();
    if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
      throw new IOException("A chunk's size is no number");
    }
    left = Long.parseLong(digits, 16);
    if (left == 0) {
      ended = true;
      for (int i = 0; !line().isEmpty(); i++) {
        if (i == MOST_TRAILERS) {
          throw new IOException("There are too many trailers");
        }
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() == LONGEST_LINE) {
        throw new EOFException("A chunk ends too early");
      }
      line.append((char) c);
    }
    if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
      throw new IOException("A line does not end with CR LF");
    }
    return line.substring(0, line.length() - 1);
  }
}
