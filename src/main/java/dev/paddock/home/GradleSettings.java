package dev.paddock.home;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/**
 * {@code ~/.gradle/gradle.properties}: read as Gradle reads it, by {@link Properties}, so that line
 * continuations and Unicode escapes can't hide anything.
 */
final class GradleSettings implements SettingsFormat {
  @Override
  public String rewrite(byte[] file, Sieve sieve) throws MalformedSettingsException {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedSettingsException("has a Unicode escape that is not one");
    }
    TreeMap<String, String> sorted = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      sieve
          .pass(List.of(name.split("\\.", -1)), properties.getProperty(name))
          .ifPresent(value -> sorted.put(name, value));
    }
    StringBuilder out = new StringBuilder();
    sorted.forEach(
        (name, value) -> out.append(escaped(name)).append('=').append(escaped(value)).append('\n'));
    return out.toString();
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\\', ' ', '=', ':', '#', '!' -> out.append('\\').append(c);
        default -> out.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
      }
    }
    return out.toString();
  }
}
