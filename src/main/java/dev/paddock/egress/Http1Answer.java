package dev.paddock.egress;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an answer, as it goes in.
 *
 * @param answer the server's
 * @param request what it answers
 * @param echo keeps a key from coming back
 */
record Http1Answer(HttpResponse answer, Http1Head request, Optional<Echo> echo) {
  int code() {
    return answer.status().code();
  }

  boolean isInterim() {
    return code() >= 100 && code() < 200 && !switchesProtocols();
  }

  boolean switchesProtocols() {
    return code() == 101;
  }

  boolean hasBody() {
    return code() >= 200
        && code() != 204
        && code() != 304
        && !request.request().method().equals("HEAD");
  }

  /** Whether a key could hide in its body. */
  boolean isUnreadable() {
    return echo.isPresent()
        && hasBody()
        && answer.headers().getAll("Content-Encoding").stream()
            .anyMatch(coding -> !coding.strip().equalsIgnoreCase("identity"));
  }

  /**
   * Whether its body is in a coding that is for one connection only, although none was asked for
   * (RFC 9112 7.4): it could not be searched, and would go in without the coding's name.
   */
  boolean isStrangelyCoded() {
    return answer.headers().getAll("Transfer-Encoding").stream()
        .map(String::strip)
        .anyMatch(
            coding -> !coding.equalsIgnoreCase("chunked") && !coding.equalsIgnoreCase("identity"));
  }

  /** Whether another request may follow on both connections. */
  boolean keepsAlive() {
    return request.keepsAlive()
        && HttpUtil.isKeepAlive(answer)
        && (!hasBody() || isDelimited())
        && (request.minor() == 1 || hasLength());
  }

  private boolean isDelimited() {
    return hasLength() || HttpUtil.isTransferEncodingChunked(answer);
  }

  private boolean hasLength() {
    return answer.headers().contains("Content-Length")
        && !HttpUtil.isTransferEncodingChunked(answer);
  }

  /** Writes the head anew. */
  HttpResponse incoming() {
    List<HeaderField> all = new ArrayList<>();
    for (HeaderField field :
        Http1Fields.endToEnd(Http1Fields.from(answer.headers()), connectionOptions())) {
      echo.map(guard -> guard.scrub(field)).orElse(Optional.of(field)).ifPresent(all::add);
    }
    if (switchesProtocols()) {
      all.add(new HeaderField("Connection", "Upgrade"));
      for (String name : answer.headers().getAll("Upgrade")) {
        all.add(new HeaderField("Upgrade", echo.map(guard -> guard.scrub(name)).orElse(name)));
      }
    } else if (!isInterim()) {
      addFraming(all);
    }
    return new DefaultHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code()), Http1Fields.of(all));
  }

  private void addFraming(List<HeaderField> all) {
    if (hasLength()) {
      all.add(new HeaderField("Content-Length", answer.headers().get("Content-Length")));
    } else if (hasBody() && request.minor() == 1) {
      all.add(new HeaderField("Transfer-Encoding", "chunked"));
    }
    if (!keepsAlive()) {
      all.add(new HeaderField("Connection", "close"));
    } else if (request.minor() == 0) {
      all.add(new HeaderField("Connection", "keep-alive"));
    }
  }

  private List<String> connectionOptions() {
    return answer.headers().getAll("Connection").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(option -> option.strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}
