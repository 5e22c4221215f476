package dev.paddock.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A table of two words a line that people read and correct: a text file beside the classes. */
final class TrustTable {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("\\s+");

  private TrustTable() {}

  /**
   * Returns the rows in order, without blank lines and comments (first sign {@code #}).
   *
   * @throws IllegalStateException if a row has not two words
   */
  static List<Map.Entry<String, String>> rows(String name) {
    try (InputStream in = TrustTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Paddock's jar lacks the table " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(TrustTable::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map.Entry<String, String> row(String line) {
    String[] words = BETWEEN_WORDS.split(line, -1);
    if (words.length != 2) {
      throw new IllegalStateException("Expected two words: " + line);
    }
    return Map.entry(words[0], words[1]);
  }
}
