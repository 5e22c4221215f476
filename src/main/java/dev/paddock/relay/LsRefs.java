package dev.paddock.relay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the first request of a client of protocol v2 (gitprotocol-v2(5)): which refs does it ask
 * for by name?
 *
 * @param names the prefixes of its {@code ls-refs}, none if it asks for something else
 * @param stream all that the client sent, from the start
 */
record LsRefs(List<String> names, InputStream stream) {
  private static final int LONGEST = 256 * 1024;

  /** Reads as far as the first request's end, and no further. */
  static LsRefs peek(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    List<String> names = new ArrayList<>();
    boolean first = true;
    while (read.size() < LONGEST) {
      byte[] head = in.readNBytes(4);
      read.write(head);
      int length = length(head);
      if (length < 4) {
        if (length == 1) {
          continue; // between the capabilities and the arguments
        }
        break;
      }
      byte[] body = in.readNBytes(length - 4);
      read.write(body);
      String line = new String(body, StandardCharsets.UTF_8).strip();
      if (first && !line.equals("command=ls-refs")) {
        break;
      }
      first = false;
      if (line.startsWith("ref-prefix ")) {
        names.add(line.substring("ref-prefix ".length()));
      }
    }
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(read.toByteArray()), in);
    return new LsRefs(List.copyOf(names), all);
  }

  private static int length(byte[] head) {
    try {
      return Integer.parseInt(new String(head, StandardCharsets.US_ASCII), 16);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
