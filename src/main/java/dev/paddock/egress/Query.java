package dev.paddock.egress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a URL's query, as servers of many kinds could read them. */
final class Query {
  /**
   * A parameter.
   *
   * @param name decoded
   * @param value decoded
   */
  record Parameter(String name, String value) {}

  private Query() {}

  /** Reads the query of a target; some servers separate parameters by semicolons, too. */
  static List<Parameter> of(String target) {
    List<Parameter> parameters = new ArrayList<>();
    int start = target.indexOf('?');
    if (start >= 0) {
      for (String part : target.substring(start + 1).split("[&;]", -1)) {
        int equals = part.indexOf('=');
        String name = decoded(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
        parameters.add(new Parameter(name.strip(), value.strip()));
      }
    }
    return List.copyOf(parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // what is no escape stays as it is, as with most servers
    }
  }
}
