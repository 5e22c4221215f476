package dev.paddock.egress;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes out.
 *
 * @param head as it came in
 * @param destination where it goes
 */
record Http1Request(Http1Head head, Destination destination) {
  /** What is decided on: the request without what is for the connection only. */
  RequestHead decided() {
    RequestHead request = head.request();
    return new RequestHead(
        request.method(),
        request.target(),
        request.authorities(),
        Http1Fields.endToEnd(request.fields(), head.connectionOptions()));
  }

  /**
   * Writes the head anew.
   *
   * @param fields the cleared ones
   */
  HttpRequest outgoing(List<HeaderField> fields) {
    List<HeaderField> all = new ArrayList<>();
    all.add(new HeaderField("Host", host()));
    all.addAll(fields);
    switch (head.framing()) {
      case Http1Head.Framing.Chunked() -> all.add(new HeaderField("Transfer-Encoding", "chunked"));
      case Http1Head.Framing.Length(long bytes) -> {
        if (head.request().value("Content-Length").isPresent()) {
          all.add(new HeaderField("Content-Length", String.valueOf(bytes)));
        }
      }
    }
    if (head.upgrades()) {
      all.add(new HeaderField("Connection", "Upgrade"));
      all.add(new HeaderField("Upgrade", String.join(", ", head.upgrade())));
    } else if (!head.keepsAlive()) {
      all.add(new HeaderField("Connection", "close"));
    }
    return new DefaultHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.valueOf(head.request().method()),
        head.request().target(),
        Http1Fields.of(all));
  }

  private String host() {
    int usual = destination.protocol() == Destination.Protocol.TLS ? 443 : 80;
    return destination.port() == usual ? destination.host() : destination.text();
  }
}
