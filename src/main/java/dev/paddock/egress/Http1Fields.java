package dev.paddock.egress;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Header fields, to and from Netty's. */
final class Http1Fields {
  private Http1Fields() {}

  /** Fields that were validated when they were read; their bytes stay as they are. */
  static HttpHeaders of(List<HeaderField> fields) {
    HttpHeaders headers =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    for (HeaderField field : fields) {
      headers.add(
          field.name(), new AsciiString(field.value().getBytes(StandardCharsets.ISO_8859_1)));
    }
    return headers;
  }

  static List<HeaderField> from(HttpHeaders headers) {
    List<HeaderField> fields = new ArrayList<>();
    headers
        .iteratorCharSequence()
        .forEachRemaining(
            entry ->
                fields.add(
                    new HeaderField(entry.getKey().toString(), entry.getValue().toString())));
    return fields;
  }

  /**
   * Leaves out what is for one connection only, and the length of the body, which each connection
   * says anew.
   *
   * @param named what Connection names, in lower case
   */
  static List<HeaderField> endToEnd(List<HeaderField> fields, List<String> named) {
    return fields.stream()
        .filter(field -> !FieldTable.HOP_BY_HOP.contains(field.name()))
        .filter(field -> !named.contains(field.name().toLowerCase(Locale.ROOT)))
        .filter(field -> !field.is("Content-Length"))
        .toList();
  }
}
