package dev.paddock.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The texts in a tool's arguments with the keys that they stand under. It reads JSON as far as that
 * needs, and what is not JSON as far as it goes: nothing is refused here. Pure.
 */
final class ToolArguments {
  /**
   * @param key the nearest key, small letters only; empty if there is none
   * @param value a text, or a number as it was written
   */
  record Argument(String key, String value) {}

  private static final int MOST = 10_000;

  private final String json;
  private int at;

  private ToolArguments(String json) {
    this.json = json;
  }

  static List<Argument> of(String json) {
    return new ToolArguments(json).read();
  }

  private List<Argument> read() {
    List<Argument> found = new ArrayList<>();
    String key = "";
    while (at < json.length() && found.size() < MOST) {
      char c = json.charAt(at);
      if (c == '"') {
        String text = text();
        skipSpace();
        if (at < json.length() && json.charAt(at) == ':') {
          key = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
          at++;
        } else {
          found.add(new Argument(key, text));
        }
      } else if (c == '-' || Character.isDigit(c)) {
        int from = at;
        while (at < json.length() && "+-.eE0123456789".indexOf(json.charAt(at)) >= 0) {
          at++;
        }
        if (at == from) {
          at++;
        } else {
          found.add(new Argument(key, json.substring(from, at)));
        }
      } else {
        at++;
      }
    }
    return found;
  }

  private void skipSpace() {
    while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
      at++;
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < json.length() && json.charAt(at) != '"') {
      char c = json.charAt(at++);
      if (c == '\\' && at < json.length()) {
        text.append(escaped(json.charAt(at++)));
      } else {
        text.append(c);
      }
    }
    at++;
    return text.toString();
  }

  private char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        int value = 0;
        int end = Math.min(json.length(), at + 4);
        while (at < end && Character.digit(json.charAt(at), 16) >= 0) {
          value = value * 16 + Character.digit(json.charAt(at++), 16);
        }
        yield (char) value;
      }
      default -> c;
    };
  }
}
