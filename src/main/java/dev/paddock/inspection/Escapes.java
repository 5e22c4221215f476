package dev.paddock.inspection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Undoes the escapes that URLs, HTML and programming languages write single characters with:
 * percent signs, numeric and named entities, and a backslash before {@code x}, {@code u}, {@code U}
 * or three octal digits. Pure; the result is never longer.
 */
public final class Escapes {
  private static final int ROUNDS = 3;
  private static final int LONGEST_ENTITY = 32;
  private static final Map<String, String> ENTITIES = entities();

  private Escapes() {}

  /** Returns the text without escapes, also without those that undoing others brings to light. */
  public static String undone(String text) {
    String before = text;
    for (int round = 0; round < ROUNDS; round++) {
      String after = once(before);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  /** Returns how long the escape at this place is; 0 if there is none. */
  static int length(String text, int at) {
    return switch (text.charAt(at)) {
      case '%', '&', '\\' -> {
        StringBuilder ignored = new StringBuilder();
        yield undo(text, at, ignored) - at;
      }
      default -> 0;
    };
  }

  private static String once(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('&') < 0 && text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder undone = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int next = undo(text, i, undone);
      if (next == i) {
        undone.append(text.charAt(i));
        next = i + 1;
      }
      i = next;
    }
    return undone.toString();
  }

  /** Appends what the escape at this place stands for and returns where it ends. */
  private static int undo(String text, int at, StringBuilder undone) {
    return switch (text.charAt(at)) {
      case '%' -> percent(text, at, undone);
      case '&' -> entity(text, at, undone);
      case '\\' -> backslash(text, at, undone);
      default -> at;
    };
  }

  private static int percent(String text, int at, StringBuilder undone) {
    if (at + 1 < text.length() && text.charAt(at + 1) == 'u') {
      return digits(text, at, at + 2, 4, 16, undone);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = at;
    while (i < text.length() && text.charAt(i) == '%' && number(text, i + 1, i + 3, 16) >= 0) {
      bytes.write(number(text, i + 1, i + 3, 16));
      i += 3;
    }
    undone.append(bytes.toString(StandardCharsets.UTF_8));
    return i;
  }

  private static int entity(String text, int at, StringBuilder undone) {
    int end = at + 1;
    int limit = Math.min(text.length(), at + LONGEST_ENTITY);
    while (end < limit && (isWordSign(text.charAt(end)) || text.charAt(end) == '#')) {
      end++;
    }
    boolean closed = end < text.length() && text.charAt(end) == ';';
    String name = text.substring(at + 1, end);
    if (name.startsWith("#")) {
      boolean hexadecimal = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
      int value = number(name, hexadecimal ? 2 : 1, name.length(), hexadecimal ? 16 : 10);
      if (value > 0 && Character.isValidCodePoint(value)) {
        undone.appendCodePoint(value);
        return closed ? end + 1 : end;
      }
    } else if (closed && ENTITIES.containsKey(name)) {
      undone.append(ENTITIES.get(name));
      return end + 1;
    }
    return at;
  }

  private static int backslash(String text, int at, StringBuilder undone) {
    if (at + 1 >= text.length()) {
      return at;
    }
    return switch (text.charAt(at + 1)) {
      case 'x' -> digits(text, at, at + 2, 2, 16, undone);
      case 'U' -> digits(text, at, at + 2, 8, 16, undone);
      case 'u' ->
          at + 2 < text.length() && text.charAt(at + 2) == '{'
              ? braced(text, at, undone)
              : digits(text, at, at + 2, 4, 16, undone);
      case '0', '1' -> digits(text, at, at + 1, 3, 8, undone);
      case '/' -> {
        undone.append('/');
        yield at + 2;
      }
      default -> at;
    };
  }

  private static int braced(String text, int at, StringBuilder undone) {
    int end = text.indexOf('}', at, Math.min(text.length(), at + 12));
    if (end < 0) {
      return at;
    }
    int value = number(text, at + 3, end, 16);
    if (value < 0 || !Character.isValidCodePoint(value)) {
      return at;
    }
    undone.appendCodePoint(value);
    return end + 1;
  }

  private static int digits(
      String text, int at, int from, int count, int radix, StringBuilder undone) {
    int value = number(text, from, from + count, radix);
    if (value < 0 || !Character.isValidCodePoint(value)) {
      return at;
    }
    undone.appendCodePoint(value);
    return from + count;
  }

  private static int number(String text, int from, int to, int radix) {
    if (to > text.length() || from >= to || to - from > 8) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value > Integer.MAX_VALUE ? -1 : (int) value;
  }

  private static boolean isWordSign(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static Map<String, String> entities() {
    Map<String, String> table = new HashMap<>();
    for (String line : TextTable.lines("entities.txt")) {
      String[] words = line.split(" +", -1);
      table.put(words[0], Character.toString(Integer.parseInt(words[1], 16)));
    }
    return Map.copyOf(table);
  }
}
