package dev.paddock.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Adds an entry to {@code allow} of [permissions] in a profile's text, and leaves all else as it
 * is, comments too. Pure.
 *
 * <p>The text is edited as text, by what most people write: a header on a line of its own, a list
 * in brackets. Then both texts are parsed and compared, so that nothing but the one entry differs,
 * whatever else the text holds; a text for which that is not so is refused.
 */
final class AllowLines {
  private static final String SECTION = "permissions";
  private static final String KEY = "allow";
  private static final Pattern HEADER =
      Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*permissions[ \\t]*\\][ \\t]*(#[^\\r\\n]*)?\\r?$");

  private final String text;
  private final String file;
  private final String entry;
  private final String lineEnd;

  private AllowLines(String text, String file, String rule) {
    this.text = text;
    this.file = file;
    this.entry = TomlDescription.quote(rule);
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * Returns the text with the rule.
   *
   * @param file for what is told
   * @return empty if the rule stands there already
   * @throws EntryException if the text can't be edited safely; the remedy is to do it by hand
   */
  static Optional<String> add(String text, String file, String rule) {
    return new AllowLines(text, file, AllowLine.parse(rule)).add(rule);
  }

  private Optional<String> add(String rule) {
    TomlTable before = parse(text);
    Map<String, Object> wanted = plain(before);
    if (!enter(wanted, rule)) {
      return Optional.empty();
    }
    String after = edited(before);
    if (!plain(parse(after)).equals(wanted)) {
      throw byHand();
    }
    return Optional.of(after);
  }

  private String edited(TomlTable root) {
    Object section = TomlPlaces.get(root, SECTION);
    if (section == null) {
      String gap = text.isEmpty() || text.endsWith("\n") ? "" : lineEnd;
      return text + gap + (text.isBlank() ? "" : lineEnd) + header() + line();
    }
    if (!(section instanceof TomlTable permissions)) {
      throw byHand();
    }
    TomlPosition key = permissions.inputPositionOf(List.of(KEY));
    return key == null ? underHeader() : inList(offset(key));
  }

  private String header() {
    return "[" + SECTION + "]" + lineEnd;
  }

  private String line() {
    return KEY + " = [" + entry + "]" + lineEnd;
  }

  private String underHeader() {
    Matcher header = HEADER.matcher(text);
    if (!header.find()) {
      throw byHand();
    }
    int end = text.indexOf('\n', header.end());
    return end < 0
        ? text + lineEnd + line()
        : text.substring(0, end + 1) + line() + text.substring(end + 1);
  }

  /** Adds to a list: on a line of its own where its last bracket stands on one. */
  private String inList(int key) {
    int open = text.indexOf('[', key);
    if (open < 0) {
      throw byHand();
    }
    TomlList list = TomlList.scan(text, open).orElseThrow(this::byHand);
    String start = text.substring(0, list.last() + 1);
    String rest = text.substring(list.last() + 1);
    char last = text.charAt(list.last());
    String comma = last == '[' || last == ',' ? "" : ",";
    int lineOfEnd = text.lastIndexOf('\n', list.end()) + 1;
    boolean alone = lineOfEnd > open && text.substring(lineOfEnd, list.end()).isBlank();
    if (!alone) {
      return start + comma + (last == '[' ? "" : " ") + entry + rest;
    }
    String between = text.substring(list.last() + 1, lineOfEnd);
    return start
        + comma
        + between
        + indentation(lineOfEnd)
        + entry
        + ","
        + lineEnd
        + text.substring(lineOfEnd);
  }

  /** As the line above has it, if that is one of the list's entries. */
  private String indentation(int lineOfEnd) {
    int above = text.lastIndexOf('\n', lineOfEnd - 2) + 1;
    String line = text.substring(above, lineOfEnd);
    String blanks = line.substring(0, line.length() - line.stripLeading().length());
    return blanks.isBlank() && line.stripLeading().startsWith("\"") ? blanks : "  ";
  }

  private int offset(TomlPosition position) {
    int at = 0;
    for (int line = 1; line < position.line(); line++) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        throw byHand();
      }
      at = end + 1;
    }
    return at + position.column() - 1;
  }

  private TomlTable parse(String toml) {
    Problems problems = new Problems();
    return TomlText.parse(toml, file, problems).orElseThrow(this::byHand);
  }

  private EntryException byHand() {
    return new EntryException(
        Printable.quote(file) + " is not written in a way that Paddock can edit safely",
        "Add it by hand: allow = [" + entry + "] in [permissions]");
  }

  /** Adds the rule to what was parsed; false if it is there. */
  private boolean enter(Map<String, Object> root, String rule) {
    Object section = root.computeIfAbsent(SECTION, _ -> new LinkedHashMap<String, Object>());
    if (!(section instanceof Map<?, ?> permissions)) {
      throw byHand();
    }
    Map<Object, Object> filled = new LinkedHashMap<>(permissions);
    List<Object> lines = new ArrayList<>();
    Object present = filled.get(KEY);
    if (present instanceof List<?> list) {
      lines.addAll(list);
    } else if (present != null) {
      throw byHand();
    }
    if (lines.contains(rule)) {
      return false;
    }
    lines.add(rule);
    filled.put(KEY, lines);
    root.put(SECTION, filled);
    return true;
  }

  private static Map<String, Object> plain(TomlTable table) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      map.put(key, plain(TomlPlaces.get(table, key)));
    }
    return map;
  }

  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case TomlTable table -> plain(table);
      case TomlArray array -> {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          list.add(plain(array.get(i)));
        }
        yield list;
      }
      case null -> Optional.empty();
      default -> value;
    };
  }
}
