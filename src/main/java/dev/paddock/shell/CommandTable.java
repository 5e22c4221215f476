package dev.paddock.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One program as {@code commands.txt} describes it.
 *
 * @param operands the roles of its operands; the last one may end in {@code *}
 * @param unless options that change the roles
 * @param otherwise the roles then
 * @param output what it prints
 * @param reads whether it reads its input if it has no operands
 * @param plain whether numbers may be options
 */
record CommandTable(
    Map<String, OptionRole> options,
    List<String> operands,
    Set<String> unless,
    List<String> otherwise,
    String output,
    boolean reads,
    boolean plain) {

  /** Reads the lines that follow a {@code command} line. */
  static CommandTable read(List<String> lines) {
    Map<String, OptionRole> options = new HashMap<>();
    List<String> operands = List.of();
    Set<String> unless = new HashSet<>();
    List<String> otherwise = List.of();
    String output = "none";
    boolean reads = false;
    boolean plain = false;
    for (String line : lines) {
      List<String> words = List.of(line.trim().split("\\s+"));
      List<String> rest = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "flags" -> add(options, rest, OptionRole.FLAG);
        case "value" -> add(options, rest, OptionRole.VALUE);
        case "maybe" -> add(options, rest, OptionRole.MAYBE);
        case "read" -> add(options, rest, OptionRole.READ);
        case "write" -> add(options, rest, OptionRole.WRITE);
        case "run" -> add(options, rest, OptionRole.RUN);
        case "format" -> add(options, rest, OptionRole.FORMAT);
        case "list" -> add(options, rest, OptionRole.LIST);
        case "unsafe" -> add(options, rest, OptionRole.UNSAFE);
        case "tree" -> add(options, rest, OptionRole.TREE);
        case "pair" -> add(options, rest, OptionRole.PAIR);
        case "pairfile" -> add(options, rest, OptionRole.PAIR_FILE);
        case "inplace" -> add(options, rest, OptionRole.IN_PLACE);
        case "operands" -> operands = rest;
        case "unless" -> {
          int colon = rest.indexOf(":");
          unless.addAll(rest.subList(0, colon));
          otherwise = rest.subList(colon + 1, rest.size());
        }
        case "output" -> output = rest.getFirst();
        case "reads" -> reads = true;
        case "plain" -> plain = true;
        default -> throw new IllegalStateException("commands.txt: " + line);
      }
    }
    return new CommandTable(
        Map.copyOf(options), operands, Set.copyOf(unless), otherwise, output, reads, plain);
  }

  private static void add(Map<String, OptionRole> options, List<String> words, OptionRole role) {
    for (String word : words) {
      if (word.startsWith("--") || (role != OptionRole.FLAG && role != OptionRole.VALUE)) {
        options.put(word, role);
      } else {
        word.chars().skip(1).forEach(c -> options.merge("-" + (char) c, role, CommandTable::both));
      }
    }
  }

  /** Whether a letter takes an argument depends on the program: neither may hide a file. */
  private static OptionRole both(OptionRole first, OptionRole second) {
    return first == second ? first : OptionRole.EITHER;
  }

  /** The roles of so many operands, with these options. */
  List<String> roles(Options found, int count) {
    List<String> roles = unless.stream().anyMatch(found::has) ? otherwise : operands;
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i < roles.size()) {
        all.add(roles.get(i).replace("*", ""));
      } else if (!roles.isEmpty() && roles.getLast().endsWith("*")) {
        all.add(roles.getLast().replace("*", ""));
      } else {
        all.add("extra");
      }
    }
    return all;
  }
}
