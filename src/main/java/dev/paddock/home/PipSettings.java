package dev.paddock.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code pip.conf}: Python's configparser without interpolation. A line that is indented deeper
 * continues the value above it; comments stand on lines of their own.
 *
 * @see <a href="https://pip.pypa.io/en/stable/topics/configuration/">pip configuration</a>
 */
final class PipSettings implements SettingsFormat {
  @Override
  public String rewrite(byte[] file, Sieve sieve) throws MalformedSettingsException {
    Sections sections = new Sections(sieve);
    for (String line : SettingsText.of(file).split("\\R", -1)) {
      String bare = line.strip();
      if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0))) {
        sections.more(bare);
      } else if (bare.startsWith("[") && bare.endsWith("]")) {
        sections.section(bare.substring(1, bare.length() - 1));
      } else {
        sections.key(bare);
      }
    }
    sections.finish();
    return sections.out.toString();
  }

  /** What has been read, as the lines come. */
  private static final class Sections {
    private final StringBuilder out = new StringBuilder();
    private final Sieve sieve;
    private String section = "";
    private boolean sectionWritten;
    private String key = "";
    private final List<String> values = new ArrayList<>();

    Sections(Sieve sieve) {
      this.sieve = sieve;
    }

    void section(String name) {
      finish();
      section = name;
      sectionWritten = false;
    }

    void key(String line) throws MalformedSettingsException {
      finish();
      int end = 0;
      while (end < line.length() && line.charAt(end) != '=' && line.charAt(end) != ':') {
        end++;
      }
      if (end == line.length() || section.isEmpty()) {
        throw new MalformedSettingsException("has a line that pip would refuse");
      }
      key = line.substring(0, end).strip().toLowerCase(Locale.ROOT);
      more(line.substring(end + 1).strip());
    }

    void more(String value) {
      if (!value.isEmpty()) {
        values.add(value);
      }
    }

    void finish() {
      if (!key.isEmpty()) {
        sieve
            .pass(List.of(section, key), String.join("\n", values))
            .ifPresent(value -> write(value.replace("\n", "\n    ")));
      }
      key = "";
      values.clear();
    }

    private void write(String value) {
      if (!sectionWritten) {
        out.append('[').append(section).append("]\n");
        sectionWritten = true;
      }
      out.append(key).append(" = ").append(value).append('\n');
    }
  }
}
