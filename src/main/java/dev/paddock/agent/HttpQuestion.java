package dev.paddock.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of an HTTP/1.1 request, as narrow as hooks write it (RFC 9112): no folded lines, no
 * chunks, one length.
 *
 * @param length of the body in bytes; 0 without one
 * @param waits whether the client sends the body only when it is told to (RFC 9110, 10.1.1)
 */
record HttpQuestion(String method, String path, int length, boolean waits) {
  private static final int LONGEST_HEAD = 16 * 1024;

  /** A request that is not answered as asked. */
  static final class Refused extends Exception {
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** Reads a head, and nothing after it. */
  static HttpQuestion read(InputStream in) throws IOException, Refused {
    List<String> lines = lines(in);
    String[] first = lines.getFirst().split(" ", -1);
    if (first.length != 3 || !first[2].equals("HTTP/1.1")) {
      throw new Refused(400, "This is no request of HTTP/1.1.");
    }
    int hosts = 0;
    int length = -1;
    boolean waits = false;
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = colon < 1 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
        throw new Refused(400, "A header of the request is malformed.");
      }
      String value = line.substring(colon + 1).strip();
      switch (name) {
        case "host" -> {
          hosts++;
          if (!value.equals(Endpoint.HOST) && !value.equals(Endpoint.HOST + ":80")) {
            throw new Refused(421, "This is " + Endpoint.HOST + ".");
          }
        }
        case "content-length" -> {
          if (length >= 0 || !value.matches("[0-9]{1,9}")) {
            throw new Refused(400, "The request's length is malformed.");
          }
          length = Integer.parseInt(value);
        }
        case "transfer-encoding" -> throw new Refused(411, "Send the request with its length.");
        case "expect" -> waits = true;
        default -> {}
      }
    }
    if (hosts != 1) {
      throw new Refused(400, "The request must name one host.");
    }
    return new HttpQuestion(first[0], first[1], Math.max(length, 0), waits);
  }

  private static List<String> lines(InputStream in) throws IOException, Refused {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int count = 0; count < LONGEST_HEAD; count++) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the client has gone");
      }
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
        throw new Refused(400, "A line of the request ends without a carriage return.");
      }
      line.setLength(line.length() - 1);
      if (line.isEmpty()) {
        if (lines.isEmpty()) {
          throw new Refused(400, "The request is empty.");
        }
        return lines;
      }
      lines.add(line.toString());
      line.setLength(0);
    }
    throw new Refused(431, "The request's head is too long.");
  }
}
