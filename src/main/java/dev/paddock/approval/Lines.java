package dev.paddock.approval;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines of ASCII that are no longer than they may be. Not thread-safe. */
final class Lines {
  private final InputStream in;
  private final int longest;

  Lines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in);
    this.longest = longest;
  }

  /**
   * Returns the next line without its end.
   *
   * @throws MalformedException if it is too long, or holds something else than printable ASCII
   * @throws EOFException if the other side has gone before its end
   */
  String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c == '\n') {
        return line.toString(StandardCharsets.US_ASCII);
      }
      if (c < 0) {
        throw new EOFException("the other side has gone");
      }
      if (c < ' ' || c > '~') {
        throw new MalformedException("a line holds something else than printable ASCII");
      }
      if (line.size() == longest) {
        throw new MalformedException("a line is longer than " + longest + " bytes");
      }
      line.write(c);
    }
  }
}
