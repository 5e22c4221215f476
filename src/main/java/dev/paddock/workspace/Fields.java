package dev.paddock.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * One line of a record file: fields with single spaces between them, in printable ASCII.
 *
 * <p>Any other character, and the percent sign, is {@code %} and four hexadecimal digits of its
 * UTF-16 code unit, so that names with line breaks and lone surrogates survive. The empty text is a
 * lone {@code %}. Reading is strict: what writing would not have made is refused.
 */
final class Fields {
  private final Deque<String> fields;
  private final String line;

  private Fields(String line) {
    this.line = line;
    this.fields = new ArrayDeque<>(List.of(line.split(" ", -1)));
  }

  static Fields read(String line) {
    return new Fields(line);
  }

  static String write(Object... values) {
    StringBuilder line = new StringBuilder();
    for (Object value : values) {
      if (!line.isEmpty()) {
        line.append(' ');
      }
      encode(value instanceof Enum<?> e ? word(e) : value.toString(), line);
    }
    return line.toString();
  }

  String text() {
    String field = fields.pollFirst();
    if (field == null || field.isEmpty()) {
      throw wrong("a field is missing");
    }
    return decode(field);
  }

  long number() {
    String text = text();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong("\"" + text + "\" is no number");
    }
  }

  <E extends Enum<E>> E word(Class<E> type) {
    String text = text();
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw wrong("\"" + text + "\" is not known here");
  }

  void expect(String text) {
    if (!text().equals(text)) {
      throw wrong("\"" + text + "\" is expected");
    }
  }

  void end() {
    if (!fields.isEmpty()) {
      throw wrong("there are fields too many");
    }
  }

  WorkspaceException wrong(String problem) {
    return new WorkspaceException(problem + " in the line \"" + line + "\"");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void encode(String text, StringBuilder line) {
    if (text.isEmpty()) {
      line.append('%');
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c < 0x7F && c != '%') {
        line.append(c);
      } else {
        line.append('%').append(String.format(Locale.ROOT, "%04x", (int) c));
      }
    }
  }

  private String decode(String field) {
    if (field.equals("%")) {
      return "";
    }
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      if (i + 5 > field.length()) {
        throw wrong("a % needs four digits");
      }
      try {
        text.append((char) Integer.parseUnsignedInt(field, i + 1, i + 5, 16));
      } catch (NumberFormatException e) {
        throw wrong("a % needs four hexadecimal digits");
      }
      i += 4;
    }
    return text.toString();
  }
}
