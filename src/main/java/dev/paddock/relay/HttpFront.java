package dev.paddock.relay;

import dev.paddock.egress.Http1Head;
import dev.paddock.egress.Http1HeadParser;
import dev.paddock.egress.MalformedException;
import dev.paddock.egress.NormalPath;
import dev.paddock.egress.RequestHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Speaks git's smart protocol over HTTP/1.1 (gitprotocol-http(5)). Every request is read by the
 * same strict reader as other requests of a session; what could be read in two ways ends the
 * connection.
 */
final class HttpFront {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final long MOST_UNWANTED = 64L << 20;
  private static final String ADVERTISEMENT = "/info/refs";
  private static final String LFS = "/info/lfs/";

  private final Preamble preamble;
  private final Repositories repositories;

  HttpFront(Preamble preamble, Repositories repositories) {
    this.preamble = preamble;
    this.repositories = repositories;
  }

  /** Answers one request after the other. */
  void serve(InputStream in, OutputStream out) throws IOException {
    boolean more = true;
    while (more) {
      Optional<byte[]> bytes = head(in);
      if (bytes.isEmpty()) {
        return;
      }
      HttpAnswer answer = new HttpAnswer(out);
      try {
        Http1Head head = Http1HeadParser.parse(bytes.get());
        HttpBody body = new HttpBody(in, head.framing());
        continueIfAsked(head, out);
        one(head.request(), body, answer);
        answer.end();
        more = head.keepsAlive() && body.drain(MOST_UNWANTED);
      } catch (MalformedException e) {
        page(answer, 400, Refusals.noSuchPage());
        answer.end();
        more = false;
      }
    }
  }

  private void one(RequestHead request, HttpBody body, HttpAnswer answer) throws IOException {
    Optional<String> path = NormalPath.of(request.path()).map(HttpFront::decoded);
    if (!isForThisHost(request)) {
      page(answer, 421, Refusals.noSuchPage());
    } else if (path.isEmpty()) {
      page(answer, 404, Refusals.noSuchPage());
    } else if (path.get().endsWith(ADVERTISEMENT)) {
      advertise(request, before(path.get(), ADVERTISEMENT), answer);
    } else if (path.get().contains(LFS)) {
      lfs(request, path.get(), body, answer);
    } else {
      service(request, path.get(), body, answer);
    }
  }

  private void advertise(RequestHead request, String repository, HttpAnswer answer)
      throws IOException {
    Optional<GitService> service = service(request);
    if (service.isEmpty() || !request.method().equals("GET")) {
      page(answer, 403, Refusals.dumb());
      return;
    }
    answer.type("application/x-" + service.get().command() + "-advertisement");
    try {
      repositories
          .find(preamble.host(), repository, service.get())
          .advertise(protocol(request), answer);
    } catch (RelayRefusal refusal) {
      // Git shows no body of an error, but it does show this line.
      if (!answer.isBegun()) {
        PacketLine.write(answer, "# service=" + service.get().command() + "\n");
        PacketLine.flush(answer);
      }
      PacketLine.error(answer, refusal);
    }
  }

  private void service(RequestHead request, String path, HttpBody body, HttpAnswer answer)
      throws IOException {
    int slash = path.lastIndexOf('/');
    Optional<GitService> service = GitService.named(path.substring(slash + 1));
    if (service.isEmpty()
        || !request.method().equals("POST")
        || !request
            .value("Content-Type")
            .orElse("")
            .equals("application/x-" + service.get().command() + "-request")) {
      page(answer, 404, Refusals.noSuchPage());
      return;
    }
    String repository = path.substring(0, slash);
    answer.type("application/x-" + service.get().command() + "-result");
    try {
      repositories
          .find(preamble.host(), repository, service.get())
          .answer(protocol(request), decompressed(request, body), answer);
    } catch (RelayRefusal refusal) {
      PacketLine.error(answer, refusal);
    }
  }

  private void lfs(RequestHead request, String path, HttpBody body, HttpAnswer answer)
      throws IOException {
    int at = path.indexOf(LFS);
    String repository = path.substring(0, at);
    try {
      new LfsApi(preamble, repositories, repository)
          .answer(
              request.method(),
              path.substring(at + LFS.length()),
              decompressed(request, body),
              answer);
    } catch (RelayRefusal refusal) {
      LfsApi.refuse(answer, refusal);
    }
  }

  private static void page(HttpAnswer answer, int status, RelayRefusal refusal) throws IOException {
    answer.status(status).type("text/plain; charset=utf-8");
    answer.write((refusal.text() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<GitService> service(RequestHead request) {
    String query = request.target().substring(request.path().length());
    return query.startsWith("?service=")
        ? GitService.named(query.substring("?service=".length()))
        : Optional.empty();
  }

  private static String protocol(RequestHead request) {
    return request.value("Git-Protocol").filter(p -> p.matches("[a-z0-9=:]{1,64}")).orElse("");
  }

  private static InputStream decompressed(RequestHead request, HttpBody body) throws IOException {
    return switch (request.value("Content-Encoding").orElse("").toLowerCase(Locale.ROOT)) {
      case "" -> body;
      case "gzip", "x-gzip" -> new GZIPInputStream(body, 1 << 16);
      default -> throw new IOException("The request is compressed in an unknown way");
    };
  }

  private boolean isForThisHost(RequestHead request) {
    return request.authorities().size() == 1
        && request
            .authorities()
            .getFirst()
            .toLowerCase(Locale.ROOT)
            .replaceFirst(":[0-9]+$", "")
            .equals(preamble.host());
  }

  private static void continueIfAsked(Http1Head head, OutputStream out) throws IOException {
    if (head.request().value("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  /** Reads up to the empty line; empty if the client has nothing more to say. */
  private static Optional<byte[]> head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int matched = 0;
    while (matched < 4) {
      int c = in.read();
      if (c < 0) {
        if (head.size() == 0) {
          return Optional.empty();
        }
        throw new IOException("A request ends too early");
      }
      if (head.size() == LONGEST_HEAD) {
        throw new IOException("A request's head is too long");
      }
      head.write(c);
      boolean expected = c == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : c == '\r' ? 1 : 0;
    }
    return Optional.of(head.toByteArray());
  }

  private static String decoded(String normalPath) {
    return URLDecoder.decode(normalPath.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String before(String path, String end) {
    return path.substring(0, path.length() - end.length());
  }
}
