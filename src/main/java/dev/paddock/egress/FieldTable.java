package dev.paddock.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of header fields, from a text file beside the classes: one a line, {@code #} begins a
 * comment, {@code *} stands for any beginning, {@code !} before a name takes it out.
 *
 * @param names in lower case, with {@code -} for {@code _}
 * @param endings of names
 * @param exceptions from the endings
 */
record FieldTable(Set<String> names, List<String> endings, Set<String> exceptions) {
  /** In which keys travel. */
  static final FieldTable KEYS = read("key-headers.txt");

  /** Parameters of a query in which keys travel. */
  static final FieldTable KEY_PARAMETERS = read("key-parameters.txt");

  /** Which make a request one of another method; parameters of a query, too. */
  static final FieldTable METHODS = read("method-overrides.txt");

  /** Which make a request one for another path. */
  static final FieldTable PATHS = read("path-overrides.txt");

  /** Which are for one connection only. */
  static final FieldTable HOP_BY_HOP = read("hop-by-hop.txt");

  boolean contains(String name) {
    String same = same(name);
    return names.contains(same)
        || (!exceptions.contains(same) && endings.stream().anyMatch(same::endsWith));
  }

  /** Servers that hand headers on as variables (RFC 3875) don't tell these apart. */
  private static String same(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static FieldTable read(String resource) {
    try (InputStream in = FieldTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Paddock's jar lacks the table " + resource);
      }
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> same(line.strip()))
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      return new FieldTable(
          lines.stream()
              .filter(line -> !line.startsWith("*") && !line.startsWith("!"))
              .collect(Collectors.toUnmodifiableSet()),
          after(lines, "*").toList(),
          after(lines, "!").collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> after(List<String> lines, String mark) {
    return lines.stream().filter(line -> line.startsWith(mark)).map(line -> line.substring(1));
  }
}
