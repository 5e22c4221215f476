package dev.paddock.cli;

import java.io.PrintWriter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Prints plain maps, lists and records as JSON. */
final class Json {
  private static final ObjectWriter WRITER =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private static final ObjectWriter LINE = JsonMapper.builder().build().writer();

  private Json() {}

  /** One line, for output that is read while it grows. */
  static String line(Object value) {
    return LINE.writeValueAsString(value);
  }

  static void print(PrintWriter out, Object value) {
    out.println(WRITER.writeValueAsString(value));
    out.flush();
  }
}
