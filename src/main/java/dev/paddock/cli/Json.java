package dev.paddock.cli;

import java.io.PrintWriter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Prints plain maps, lists and records as JSON. */
final class Json {
  private static final ObjectWriter WRITER =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private Json() {}

  static void print(PrintWriter out, Object value) {
    out.println(WRITER.writeValueAsString(value));
    out.flush();
  }
}
