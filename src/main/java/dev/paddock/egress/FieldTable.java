package dev.paddock.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of header fields, from a text file beside the classes: one a line, {@code #} begins a
 * comment.
 *
 * @param names in lower case
 */
record FieldTable(Set<String> names) {
  /** In which keys travel. */
  static final FieldTable KEYS = read("key-headers.txt");

  /** Which are for one connection only. */
  static final FieldTable HOP_BY_HOP = read("hop-by-hop.txt");

  boolean contains(String name) {
    return names.contains(name.toLowerCase(Locale.ROOT));
  }

  private static FieldTable read(String resource) {
    try (InputStream in = FieldTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Paddock's jar lacks the table " + resource);
      }
      return new FieldTable(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.strip().toLowerCase(Locale.ROOT))
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
