package dev.paddock.egress;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Heads of HTTP/2, to and from Netty's. */
final class Http2Fields {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
  private static final List<String> PSEUDO = List.of(":method", ":scheme", ":authority", ":path");

  private Http2Fields() {}

  /**
   * Reads a request's head (RFC 9113 8.3.1), stricter than servers do: a proxy behind them could
   * write it as HTTP/1.
   */
  static RequestHead request(Http2Headers headers) throws MalformedException {
    List<String> authorities = new ArrayList<>();
    List<HeaderField> fields = new ArrayList<>();
    for (Map.Entry<CharSequence, CharSequence> entry : headers) {
      String name = entry.getKey().toString();
      String value = text(entry.getValue());
      if (name.equals(":authority") || name.equals("host")) {
        authorities.add(value);
      } else if (name.startsWith(":")) {
        if (!PSEUDO.contains(name)) {
          throw new MalformedException("The request has an unknown pseudo header.");
        }
      } else {
        fields.add(new HeaderField(name, value));
      }
    }
    check(fields);
    if (fields.stream().filter(field -> field.is("content-length")).count() > 1) {
      throw new MalformedException("The request says more than once how long its body is.");
    }
    if (!only(headers, ":scheme").equals("https")) {
      throw new MalformedException("The request's scheme is not https.");
    }
    return new RequestHead(
        only(headers, ":method"), only(headers, ":path"), authorities, endToEnd(fields));
  }

  /** Reads trailers, which must not have pseudo headers and must not say what only heads may. */
  static List<HeaderField> requestTrailers(Http2Headers headers) throws MalformedException {
    List<HeaderField> fields = new ArrayList<>();
    for (Map.Entry<CharSequence, CharSequence> entry : headers) {
      fields.add(new HeaderField(entry.getKey().toString(), text(entry.getValue())));
    }
    check(fields);
    if (fields.stream()
        .anyMatch(field -> FieldTable.KEYS.contains(field.name()) || field.is("host"))) {
      throw new MalformedException("A trailer says what only a head may say.");
    }
    return fields;
  }

  /** Writes a request's head. */
  static Http2Headers outgoing(
      RequestHead request, Destination destination, List<HeaderField> fields) {
    Http2Headers headers =
        of(fields).method(request.method()).scheme("https").path(request.target());
    return headers.authority(destination.port() == 443 ? destination.host() : destination.text());
  }

  /** Writes fields in lower case. */
  static Http2Headers of(List<HeaderField> fields) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    for (HeaderField field : fields) {
      headers.add(
          field.lowerCaseName(),
          new AsciiString(field.value().getBytes(StandardCharsets.ISO_8859_1)));
    }
    return headers;
  }

  /** Copies a head, pseudo headers included, with each field changed or left out. */
  static Http2Headers changed(
      Http2Headers headers, Function<HeaderField, Optional<HeaderField>> change) {
    List<HeaderField> fields = new ArrayList<>();
    for (Map.Entry<CharSequence, CharSequence> entry : headers) {
      change
          .apply(new HeaderField(entry.getKey().toString(), text(entry.getValue())))
          .ifPresent(fields::add);
    }
    return of(fields);
  }

  private static List<HeaderField> endToEnd(List<HeaderField> fields) {
    return fields.stream()
        .filter(
            field ->
                !FieldTable.HOP_BY_HOP.contains(field.name())
                    || (field.is("te") && field.value().equalsIgnoreCase("trailers")))
        .toList();
  }

  private static void check(List<HeaderField> fields) throws MalformedException {
    for (HeaderField field : fields) {
      if (!NAME.matcher(field.name()).matches()) {
        throw new MalformedException("The name of a header is none.");
      }
      if (!field.value().chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f))) {
        throw new MalformedException("A header has a control character.");
      }
    }
  }

  private static String only(Http2Headers headers, String name) throws MalformedException {
    List<CharSequence> values = headers.getAll(name);
    if (values.size() != 1) {
      throw new MalformedException("The request has not exactly one " + name + ".");
    }
    return text(values.getFirst());
  }

  private static String text(CharSequence value) {
    return value instanceof AsciiString bytes
        ? new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1)
        : value.toString();
  }
}
