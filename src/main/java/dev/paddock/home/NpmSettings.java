package dev.paddock.home;

import java.util.List;

/**
 * {@code ~/.npmrc}: the "ini" dialect of npm. A key without value means true; a semicolon or number
 * sign begins a comment anywhere; what follows a section header belongs to no setting of npm.
 * Source: npmrc(5) and the npm package "ini".
 */
final class NpmSettings implements SettingsFormat {
  @Override
  public String rewrite(byte[] file, Sieve sieve) throws MalformedSettingsException {
    StringBuilder out = new StringBuilder();
    for (String line : SettingsText.of(file).split("[\\r\\n]+", -1)) {
      String setting = withoutComment(line).strip();
      if (setting.startsWith("[")) {
        break;
      }
      if (!setting.isEmpty()) {
        rewrite(setting, sieve, out);
      }
    }
    return out.toString();
  }

  private static void rewrite(String setting, Sieve sieve, StringBuilder out) {
    int equals = setting.indexOf('=');
    String key = unquoted(equals < 0 ? setting : setting.substring(0, equals));
    String value = equals < 0 ? "true" : unquoted(setting.substring(equals + 1));
    if (value.matches(".*[\"'\\\\].*")) {
      sieve.withhold(); // escapes are rare here, and a value that is misread may hide something
      return;
    }
    sieve
        .pass(List.of(key), value)
        .ifPresent(passed -> out.append(key).append('=').append(passed).append('\n'));
  }

  private static String withoutComment(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == ';' || line.charAt(i) == '#') {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static String unquoted(String text) {
    String bare = text.strip();
    boolean quoted =
        bare.length() >= 2
            && ((bare.startsWith("\"") && bare.endsWith("\""))
                || (bare.startsWith("'") && bare.endsWith("'")));
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
