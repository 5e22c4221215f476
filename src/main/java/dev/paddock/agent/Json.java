package dev.paddock.agent;

import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON. Maps are given in the order in which they are to be read. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter FOR_PEOPLE =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /** Writes one line. */
  static String line(Map<String, ?> value) {
    return MAPPER.writeValueAsString(value) + "\n";
  }

  /** Writes a file that people may look at. */
  static String file(Map<String, ?> value) {
    return FOR_PEOPLE.writeValueAsString(value) + "\n";
  }

  /** Quotes a text, as TOML and JavaScript read it too. */
  static String quote(String text) {
    return MAPPER.writeValueAsString(text);
  }
}
