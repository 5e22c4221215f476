package dev.paddock.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one kind of settings file that are known to be harmless: a table under {@code
 * settings/}. Keys are lists of parts, because a part may contain dots. Immutable.
 */
final class KeyTable {
  /** What a value must be beside harmless. */
  enum Kind {
    PLAIN,
    /** A program's bare name, or a path that a session has. */
    PATH,
    /** A git alias that calls git itself. */
    ALIAS
  }

  private record Row(List<Part> parts, boolean open, Kind kind) {
    boolean matches(List<String> key) {
      if (open ? key.size() < parts.size() : key.size() != parts.size()) {
        return false;
      }
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).matches(key.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Row> rows = new ArrayList<>();

  /** Reads the table {@code settings/NAME.txt}. */
  static KeyTable named(String name) {
    KeyTable table = new KeyTable();
    for (List<String> words : TextTable.rows("settings/" + name + ".txt")) {
      table.rows.add(row(words));
    }
    return table;
  }

  /** Returns what the value of a key must be; empty if the key is not known. */
  Optional<Kind> kind(List<String> key) {
    return rows.stream().filter(row -> row.matches(key)).findFirst().map(Row::kind);
  }

  private static Row row(List<String> words) {
    String key = words.getFirst();
    Kind kind =
        words.size() == 1
            ? Kind.PLAIN
            : switch (words.get(1)) {
              case "path" -> Kind.PATH;
              case "alias" -> Kind.ALIAS;
              default -> throw new IllegalStateException("unknown kind of value: " + words);
            };
    List<Part> parts = new ArrayList<>();
    for (String part : key.split("\\.", -1)) {
      parts.add(Part.of(part));
    }
    return new Row(List.copyOf(parts), key.endsWith("**"), kind);
  }

  /** Plain text comparisons: compiling a hundred expressions would cost more than all matching. */
  private record Part(String before, boolean star, String after) {
    static Part of(String part) {
      int star = part.indexOf('*');
      return star < 0
          ? new Part(part, false, "")
          : new Part(part.substring(0, star), true, part.substring(part.lastIndexOf('*') + 1));
    }

    boolean matches(String text) {
      if (!star) {
        return text.equalsIgnoreCase(before);
      }
      return text.length() >= before.length() + after.length()
          && text.regionMatches(true, 0, before, 0, before.length())
          && text.regionMatches(true, text.length() - after.length(), after, 0, after.length());
    }
  }
}
