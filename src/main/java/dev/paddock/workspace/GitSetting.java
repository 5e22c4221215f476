package dev.paddock.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One setting of a git configuration file (git-config(1), "Syntax").
 *
 * @param section in lower case, without its subsection
 * @param name in lower case
 * @param value without quotes and escapes; empty if the setting is a bare name
 */
record GitSetting(String section, String name, String value) {

  /** Reads what can be read: a line that git would refuse is passed over. */
  static List<GitSetting> parse(String text) {
    List<GitSetting> settings = new ArrayList<>();
    String section = "";
    String joined = text.replace("\r\n", "\n").replace("\\\n", "");
    for (String raw : joined.split("\n", -1)) {
      String line = raw.strip();
      if (line.startsWith("[")) {
        int end = endOfHeader(line);
        section = sectionOf(line.substring(1, end));
        line = line.substring(Math.min(line.length(), end + 1)).strip();
      }
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = (equals < 0 ? line : line.substring(0, equals)).strip();
      String value = equals < 0 ? "" : value(line.substring(equals + 1).strip());
      settings.add(new GitSetting(section, name.toLowerCase(Locale.ROOT), value));
    }
    return settings;
  }

  private static int endOfHeader(String line) {
    boolean quoted = false;
    for (int i = 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return i;
      }
    }
    return line.length();
  }

  /** Both {@code [diff "pdf"]} and the old {@code [diff.pdf]} have the section diff. */
  private static String sectionOf(String header) {
    int end = 0;
    while (end < header.length() && " \t.\"".indexOf(header.charAt(end)) < 0) {
      end++;
    }
    return header.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static String value(String raw) {
    StringBuilder value = new StringBuilder(raw.length());
    boolean quoted = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && i + 1 < raw.length()) {
        char escaped = raw.charAt(++i);
        value.append(escaped == 'n' || escaped == 't' ? ' ' : escaped);
      } else if ((c == '#' || c == ';') && !quoted) {
        break;
      } else {
        value.append(c);
      }
    }
    return value.toString().strip();
  }
}
