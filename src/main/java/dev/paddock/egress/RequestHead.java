package dev.paddock.egress;

import java.util.List;
import java.util.Optional;

/**
 * What a request says before its body, whichever version of HTTP it came in.
 *
 * @param method as it was written
 * @param target path and query, or {@code *}
 * @param authorities every claim about the host that it is for: {@code Host} and {@code :authority}
 * @param fields everything else, in order, without the authorities
 */
public record RequestHead(
    String method, String target, List<String> authorities, List<HeaderField> fields) {
  /** Keeps lists that nobody changes. */
  public RequestHead {
    authorities = List.copyOf(authorities);
    fields = List.copyOf(fields);
  }

  /** The path, as it was written, without the query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The first value of a field. */
  public Optional<String> value(String name) {
    return fields.stream().filter(field -> field.is(name)).map(HeaderField::value).findFirst();
  }
}
