package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Speaks as git-daemon(1) does: one request, then the service (gitprotocol-pack(5)). */
record DaemonFront(Preamble preamble, Repositories repositories) {
  private static final int LONGEST_REQUEST = 8192;

  void serve(InputStream in, OutputStream out) throws IOException {
    String request =
        new String(
            PacketLine.read(in, LONGEST_REQUEST).orElseThrow(() -> new IOException("no request")),
            StandardCharsets.UTF_8);
    String[] parts = request.split("\0", -1);
    int blank = parts[0].indexOf(' ');
    Optional<GitService> service =
        GitService.named(blank < 0 ? parts[0] : parts[0].substring(0, blank));
    String path = blank < 0 ? "" : parts[0].substring(blank + 1).strip();
    try {
      if (service.isEmpty()) {
        throw Refusals.unknownService();
      }
      ServedRepository repository = repositories.find(preamble.host(), path, service.get());
      int _ = repository.converse(protocol(parts), in, out, OutputStream.nullOutputStream());
    } catch (RelayRefusal refusal) {
      PacketLine.error(out, refusal);
    }
  }

  /** Further parameters stand behind the host's, after an empty one. */
  private static String protocol(String[] parts) {
    for (String part : parts) {
      if (part.startsWith("version=")) {
        return part;
      }
    }
    return "";
  }
}
