package dev.paddock.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which words of a started program name packages ({@code package-commands.txt}). Pure. */
final class PackageCommands {
  private static final List<Row> ROWS =
      TextTable.lines("package-commands.txt").stream().map(Row::parse).toList();
  private static final Set<String> WITH_VALUE = TextTable.words("package-options.txt");
  private static final Set<String> NAMES_PACKAGE =
      Set.of("-p", "--package", "--from", "--with", "--spec");

  /**
   * @param verb the words between the program and its packages, each with its other names
   * @param onlyOne whether the second word after the verb is the package's own argument
   */
  private record Row(Set<String> programs, List<Set<String>> verb, boolean onlyOne) {
    static Row parse(String line) {
      List<String> parts = List.of(line.split(" +"));
      List<Set<String>> verb = parts.subList(1, parts.size() - 1).stream().map(Row::names).toList();
      return new Row(names(parts.getFirst()), verb, parts.getLast().equals("one"));
    }

    private static Set<String> names(String part) {
      return Set.of(part.split("/"));
    }
  }

  private PackageCommands() {}

  /**
   * Returns what a program's words name.
   *
   * @param program its name without folders
   * @param arguments the words after it
   */
  static List<Sink> sinks(String program, List<String> arguments) {
    for (Row row : ROWS) {
      if (row.programs().contains(program)) {
        Optional<Integer> after = afterVerb(row, arguments);
        if (after.isPresent()) {
          return named(program, row, arguments, after.get());
        }
      }
    }
    return List.of();
  }

  private static Optional<Integer> afterVerb(Row row, List<String> arguments) {
    int i = 0;
    for (Set<String> names : row.verb()) {
      while (i < arguments.size() && arguments.get(i).startsWith("-")) {
        i += takesValue(arguments.get(i)) ? 2 : 1;
      }
      if (i >= arguments.size() || !names.contains(arguments.get(i))) {
        return Optional.empty();
      }
      i++;
    }
    return Optional.of(i);
  }

  private static List<Sink> named(String program, Row row, List<String> arguments, int after) {
    List<Sink> sinks = new ArrayList<>();
    for (int i = after; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--")) {
        continue;
      }
      if (word.startsWith("-")) {
        String option = word.replaceFirst("=.*", "");
        boolean names = NAMES_PACKAGE.contains(option) && !program.matches("docker|podman|nerdctl");
        if (names && word.indexOf('=') > 0) {
          sinks.addAll(PackageWord.sinks(program, word.substring(word.indexOf('=') + 1)));
        } else if (names && i + 1 < arguments.size()) {
          sinks.addAll(PackageWord.sinks(program, arguments.get(++i)));
        } else if (takesValue(word)) {
          i++;
        }
        continue;
      }
      sinks.addAll(PackageWord.sinks(program, word));
      if (row.onlyOne()) {
        break;
      }
    }
    return sinks;
  }

  private static boolean takesValue(String option) {
    return WITH_VALUE.contains(option);
  }
}
