package dev.paddock.shell;

import dev.paddock.action.Deed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A tool with subcommands as {@code tools.txt} describes it.
 *
 * @param values options that take the next word
 * @param rules what subcommands do; the first that matches counts
 * @param flags options that do something wherever they stand
 */
record ToolTable(Set<String> values, List<Rule> rules, List<Flag> flags) {
  /**
   * Subcommands, and what they do.
   *
   * @param deed empty for those that only print, or run the project's code
   * @param project whether code of the project runs
   * @param unknown whether nobody can tell
   */
  record Rule(Pattern words, Optional<Deed> deed, boolean project, boolean unknown) {
    /** Whether it only looks. */
    boolean reads() {
      return deed.isEmpty() && !project && !unknown;
    }
  }

  /** An option that does something. */
  record Flag(Pattern option, Optional<Deed> deed) {}

  static ToolTable read(List<String> lines) {
    Set<String> values = new HashSet<>();
    List<Rule> rules = new ArrayList<>();
    List<Flag> flags = new ArrayList<>();
    for (String line : lines) {
      int space = line.trim().indexOf(' ');
      String kind = space < 0 ? line.trim() : line.trim().substring(0, space);
      String rest = space < 0 ? "" : line.trim().substring(space).trim();
      switch (kind) {
        case "values" -> values.addAll(List.of(rest.split("\\s+")));
        case "flag" -> {
          String[] words = rest.split("\\s+", 2);
          Optional<Deed> deed =
              words[0].equals("unknown") ? Optional.empty() : Optional.of(deed(words[0]));
          flags.add(new Flag(Pattern.compile(words[1]), deed));
        }
        case "reads" -> add(rules, rest, Optional.empty(), false, false);
        case "project" -> add(rules, rest, Optional.empty(), true, false);
        case "unknown" -> add(rules, rest, Optional.empty(), false, true);
        default -> add(rules, rest, Optional.of(deed(kind)), false, false);
      }
    }
    return new ToolTable(Set.copyOf(values), rules, flags);
  }

  private static Deed deed(String name) {
    return Deed.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Subcommands are separated by commas; a word may be a regular expression without blanks. */
  private static void add(
      List<Rule> rules, String text, Optional<Deed> deed, boolean project, boolean unknown) {
    for (String each : text.split(",", -1)) {
      String words = each.trim();
      if (!words.isEmpty()) {
        Pattern pattern =
            Pattern.compile(
                words.equals("*") ? ".*" : "(?:" + words.replaceAll("\\s+", " ") + ")(?: .*)?");
        rules.add(new Rule(pattern, deed, project, unknown));
      }
    }
  }
}
