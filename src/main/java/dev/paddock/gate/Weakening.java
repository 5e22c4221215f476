package dev.paddock.gate;

import dev.paddock.action.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Safeguards that a text takes away when it is written into a file: certificates that nobody checks
 * any more, steps of a build that may fail, security tests that are skipped. What they look like is
 * data ({@code weakening.txt}).
 *
 * @param rule the id of the rule that speaks of it
 */
record Weakening(String rule, Pattern path, Pattern text) {
  private static final String RESOURCE = "weakening.txt";
  private static final int LONGEST = 1 << 20;
  private static final List<Weakening> ALL = read();

  /** Returns the rule that speaks of what an action writes; empty if none does. */
  static Optional<String> rule(Action action) {
    return switch (action) {
      case Action.WriteFile(Path path, String content) -> rule(path, content);
      case Action.EditFile(Path path, String added) -> rule(path, added);
      case Action.Shell _,
          Action.ReadFile _,
          Action.Fetch _,
          Action.Search _,
          Action.McpCall _,
          Action.Subagent _,
          Action.OwnTool _,
          Action.OtherTool _ ->
          Optional.empty();
    };
  }

  private static Optional<String> rule(Path path, String text) {
    String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return ALL.stream()
        .filter(
            one -> one.path().matcher(path.toString()).find() && one.text().matcher(read).find())
        .map(Weakening::rule)
        .findFirst();
  }

  private static List<Weakening> read() {
    try (InputStream in = Weakening.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing: Paddock's jar is damaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 3))
          .map(words -> new Weakening(words[0], pattern(words[1]), pattern(words[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " can't be read: Paddock's jar is damaged", e);
    }
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
  }
}
