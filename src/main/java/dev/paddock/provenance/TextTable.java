package dev.paddock.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A list that people read and correct: a text file beside the classes, one item a line. */
final class TextTable {
  private TextTable() {}

  /** Returns the lines of a table without blank ones and comments (first sign {@code #}). */
  static List<String> lines(String name) {
    try (InputStream in = TextTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Paddock's jar lacks the table " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the words of a table. */
  static Set<String> words(String name) {
    return lines(name).stream()
        .flatMap(line -> List.of(line.split(" +")).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
