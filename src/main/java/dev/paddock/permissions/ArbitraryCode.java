package dev.paddock.permissions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Programs of which a rule that allows them with any arguments allows anything at all. */
final class ArbitraryCode {
  static final String REASON = "it would allow any code at all";

  private static final Set<String> PROGRAMS = read();

  private ArbitraryCode() {}

  /**
   * Tells whether a rule that allows these words, whatever follows, allows arbitrary code.
   *
   * @param words at least one, which may be empty
   */
  static boolean isMeantBy(List<String> words) {
    String program = words.getFirst();
    String name = program.substring(program.lastIndexOf('/') + 1);
    return name.isEmpty()
        || PROGRAMS.contains(name)
        || PROGRAMS.contains(name.replaceFirst("[0-9.]+$", ""))
        || (words.size() > 1 && PROGRAMS.contains(name + " " + words.get(1)))
        || (words.size() == 1 && PROGRAMS.stream().anyMatch(p -> p.startsWith(name + " ")));
  }

  private static Set<String> read() {
    try (InputStream in = ArbitraryCode.class.getResourceAsStream("arbitrary-code.txt")) {
      if (in == null) {
        throw new IllegalStateException("arbitrary-code.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
