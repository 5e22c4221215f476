package dev.paddock.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The table that says which system calls a session may make; the resource's own header explains its
 * format.
 *
 * @param calls in ascending order of their numbers
 */
record SystemCallTable(List<Call> calls) {
  private static final String RESOURCE = "system-calls-x86_64.txt";

  private static final Map<String, Integer> ERRORS =
      Map.of("EPERM", 1, "ENOSYS", 38, "EPROTONOSUPPORT", 93, "EAFNOSUPPORT", 97);

  /**
   * One system call.
   *
   * @param error the errno that is answered, or 0 if the call is let through
   * @param exceptions the first that fits counts instead
   */
  record Call(int number, String name, int error, List<Refusal> exceptions) {}

  /** Answers with an error if all conditions hold. */
  record Refusal(int error, List<Condition> conditions) {}

  /** Whether the masked low 32 bits of an argument are, or are not, among the values. */
  record Condition(int argument, int mask, boolean in, List<Integer> values) {}

  /** Reads the table that comes with Paddock. */
  static SystemCallTable read() {
    try (InputStream in = SystemCallTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses a table; a line that is not understood is an error, because it might have been a wall.
   */
  static SystemCallTable parse(String text) {
    List<Call> calls = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> words = Arrays.asList(line.strip().split(" +", -1));
      if (line.startsWith(" ")) {
        calls.getLast().exceptions().add(exception(words));
      } else {
        calls.add(call(words, line));
      }
      if (calls.size() > 1 && calls.getLast().number() <= calls.get(calls.size() - 2).number()) {
        throw new IllegalArgumentException("Not in ascending order: " + line);
      }
    }
    return new SystemCallTable(List.copyOf(calls));
  }

  private static Call call(List<String> words, String line) {
    if (words.size() != 3) {
      throw new IllegalArgumentException("Expected number, name, answer: " + line);
    }
    String answer = words.get(2);
    return new Call(
        Integer.parseInt(words.get(0)),
        words.get(1),
        answer.equals("allow") ? 0 : error(answer),
        new ArrayList<>());
  }

  private static Refusal exception(List<String> words) {
    if (words.size() < 2 || !words.get(1).equals("if")) {
      throw new IllegalArgumentException("Expected ERROR if CONDITION: " + words);
    }
    List<Condition> conditions = new ArrayList<>();
    for (int from = 2; from <= words.size(); ) {
      int and = words.subList(from, words.size()).indexOf("and");
      int to = and < 0 ? words.size() : from + and;
      conditions.add(condition(words.subList(from, to)));
      from = to + 1;
    }
    return new Refusal(error(words.get(0)), conditions);
  }

  private static Condition condition(List<String> words) {
    if (words.size() < 3 || !words.get(0).startsWith("arg")) {
      throw new IllegalArgumentException("Expected argN[&MASK] in|not-in VALUES: " + words);
    }
    String[] operand = words.get(0).substring(3).split("&", 2);
    boolean in =
        switch (words.get(1)) {
          case "in" -> true;
          case "not-in" -> false;
          default -> throw new IllegalArgumentException("Neither in nor not-in: " + words);
        };
    int argument = Integer.parseInt(operand[0]);
    if (argument < 0 || argument > 5) {
      throw new IllegalArgumentException("System calls have the arguments 0 to 5: " + words);
    }
    return new Condition(
        argument,
        operand.length == 1 ? -1 : value(operand[1]),
        in,
        words.subList(2, words.size()).stream().map(SystemCallTable::value).toList());
  }

  private static int value(String word) {
    long value = Long.decode(word);
    if (value < 0 || value > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("Not a number of 32 bits: " + word);
    }
    return (int) value;
  }

  private static int error(String name) {
    Integer error = ERRORS.get(name);
    if (error == null) {
      throw new IllegalArgumentException("Unknown error name " + name);
    }
    return error;
  }
}
