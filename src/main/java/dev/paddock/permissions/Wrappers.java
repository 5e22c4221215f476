package dev.paddock.permissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The wrappers that Claude Code looks through: what matters is the command in them. */
final class Wrappers {
  private static final Set<String> PLAIN =
      Set.of("time", "nice", "nohup", "stdbuf", "command", "builtin", "noglob", "timeout");
  private static final Set<String> WITH_VALUE = Set.of("-n", "-s", "-k", "-i", "-o", "-e");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*");
  private static final int DEEPEST = 10;

  private Wrappers() {}

  /** Returns the words themselves, and without each wrapper around them. */
  static List<List<String>> lookThrough(List<String> words) {
    List<List<String>> all = new ArrayList<>();
    List<String> rest = words;
    for (int i = 0; i < DEEPEST && !rest.isEmpty(); i++) {
      all.add(rest);
      List<String> inner = inner(rest);
      if (inner.size() == rest.size()) {
        break;
      }
      rest = inner;
    }
    return all;
  }

  /** Returns the words without assignments in front: what a rule that denies is about. */
  static List<String> withoutAssignments(List<String> words) {
    int first = 0;
    while (first < words.size() && ASSIGNMENT.matcher(words.get(first)).matches()) {
      first++;
    }
    return words.subList(first, words.size());
  }

  private static List<String> inner(List<String> words) {
    String program = words.getFirst();
    if (program.equals("xargs")) {
      boolean bare = words.size() > 1 && !words.get(1).startsWith("-");
      return bare ? words.subList(1, words.size()) : words;
    }
    boolean onlyLooks =
        program.equals("command") && words.size() > 1 && words.get(1).matches("-[pvV]*[vV][pvV]*");
    if (!PLAIN.contains(program) || onlyLooks) {
      return words;
    }
    int at = 1;
    while (at < words.size() && words.get(at).startsWith("-")) {
      boolean takesNext = WITH_VALUE.contains(words.get(at)) && !isFlag(program, words.get(at));
      boolean end = words.get(at).equals("--");
      at += takesNext ? 2 : 1;
      if (end) {
        break;
      }
    }
    if (program.equals("timeout")) {
      at++; // the duration
    }
    return at < words.size() ? words.subList(at, words.size()) : words;
  }

  /** {@code timeout -v}, {@code time -p}, {@code command -p} stand alone. */
  private static boolean isFlag(String program, String option) {
    return switch (program) {
      case "timeout" -> !Set.of("-s", "-k").contains(option);
      case "nice" -> !option.equals("-n");
      case "stdbuf" -> !Set.of("-i", "-o", "-e").contains(option);
      default -> true;
    };
  }
}
