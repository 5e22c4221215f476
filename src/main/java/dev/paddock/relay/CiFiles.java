package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Knows the files that a build server executes ({@code ci-files.txt}). Immutable. */
final class CiFiles {
  private final List<Pattern> patterns;

  CiFiles() {
    try (InputStream in = CiFiles.class.getResourceAsStream("ci-files.txt")) {
      if (in == null) {
        throw new IllegalStateException("Paddock's jar lacks the table ci-files.txt");
      }
      patterns =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .map(CiFiles::pattern)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tells whether a file is one.
   *
   * @param path in the repository, with slashes
   */
  boolean contain(String path) {
    String small = path.toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(pattern -> pattern.matcher(small).matches());
  }

  private static Pattern pattern(String line) {
    String glob = line.startsWith("**/") ? line.substring("**/".length()) : line;
    String start = line.startsWith("**/") ? "(.*/)?" : "";
    String end = line.endsWith("/") ? ".*" : "";
    return Pattern.compile(
        start + "\\Q" + glob.replace("*", "\\E[^/]*\\Q") + "\\E" + end, Pattern.DOTALL);
  }
}
