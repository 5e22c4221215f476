package dev.paddock.relay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes one answer. The head goes out with the first bytes of the body, in chunks (RFC 9112 7.1).
 */
final class HttpAnswer extends OutputStream {
  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final OutputStream chunks = new BufferedOutputStream(new Chunks(), BUFFER);
  private int status = 200;
  private boolean begun;

  HttpAnswer(OutputStream out) {
    this.out = out;
    fields.put("Expires", "Fri, 01 Jan 1980 00:00:00 GMT");
    fields.put("Pragma", "no-cache");
    fields.put("Cache-Control", "no-cache, max-age=0, must-revalidate");
  }

  HttpAnswer status(int code) {
    status = code;
    return this;
  }

  HttpAnswer type(String type) {
    fields.put("Content-Type", type);
    return this;
  }

  /** Whether anything was sent, so that nothing else can be said any more. */
  boolean isBegun() {
    return begun;
  }

  @Override
  public void write(int b) throws IOException {
    chunks.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    chunks.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    chunks.flush();
    out.flush();
  }

  /** Ends the answer. */
  void end() throws IOException {
    chunks.flush();
    begin();
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason() + "\r\n");
      fields.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      head.append("Transfer-Encoding: chunked\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private String reason() {
    return status < 300 ? "OK" : "Refused";
  }

  private final class Chunks extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > 0) {
        begin();
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, offset, length);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
