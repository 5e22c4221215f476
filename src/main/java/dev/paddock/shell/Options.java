package dev.paddock.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Arguments, told apart as GNU's getopt does: options and operands in any order, clusters of
 * letters, {@code --name=value}, abbreviations.
 */
final class Options {
  /**
   * An option that was found.
   *
   * @param name with its hyphens, in full
   * @param role empty if the program has no such option
   * @param value its argument, if it has one
   */
  record Found(String name, Optional<OptionRole> role, @Nullable Text value, boolean abbreviated) {}

  private final Map<String, OptionRole> known;
  private final List<Found> found = new ArrayList<>();
  private final List<Text> operands = new ArrayList<>();
  private final boolean numbers;
  private final boolean stopAtOperand;

  private Options(Map<String, OptionRole> known, boolean numbers, boolean stopAtOperand) {
    this.known = known;
    this.numbers = numbers;
    this.stopAtOperand = stopAtOperand;
  }

  /**
   * Reads arguments.
   *
   * @param numbers whether {@code -5} is an option
   */
  static Options read(List<Text> arguments, Map<String, OptionRole> known, boolean numbers) {
    Options options = new Options(known, numbers, false);
    options.read(arguments);
    return options;
  }

  /** Reads arguments of a program that takes the first operand, and all after it, for itself. */
  static Options leading(List<Text> arguments, Map<String, OptionRole> known) {
    Options options = new Options(known, false, true);
    options.read(arguments);
    return options;
  }

  List<Found> found() {
    return found;
  }

  List<Text> operands() {
    return operands;
  }

  boolean has(String... names) {
    return found.stream().anyMatch(option -> List.of(names).contains(option.name()));
  }

  Optional<Text> value(String... names) {
    return found.stream()
        .filter(option -> List.of(names).contains(option.name()) && option.value() != null)
        .map(Found::value)
        .reduce((first, last) -> last);
  }

  private void read(List<Text> arguments) {
    int i = 0;
    while (i < arguments.size()) {
      Text argument = arguments.get(i);
      String raw = argument.raw();
      if (raw.equals("--")) {
        operands.addAll(arguments.subList(i + 1, arguments.size()));
        return;
      }
      if (raw.length() < 2 || raw.charAt(0) != '-') {
        operands.add(argument);
        if (stopAtOperand) {
          operands.addAll(arguments.subList(i + 1, arguments.size()));
          return;
        }
        i++;
        continue;
      }
      i++;
      i +=
          known.containsKey(head(raw)) && !raw.startsWith("--") && raw.length() > 2 && isLong(raw)
              ? whole(argument, arguments, i)
              : raw.startsWith("--")
                  ? longOption(argument, arguments, i)
                  : cluster(argument, arguments, i);
    }
  }

  private static String head(String raw) {
    int equals = raw.indexOf('=');
    return equals < 0 ? raw : raw.substring(0, equals);
  }

  /** Some programs have long options with one hyphen. */
  private boolean isLong(String raw) {
    return known.containsKey(head(raw));
  }

  private int whole(Text argument, List<Text> arguments, int next) {
    return longOption(argument, arguments, next);
  }

  private int longOption(Text argument, List<Text> arguments, int next) {
    String raw = argument.raw();
    int equals = raw.indexOf('=');
    String written = equals < 0 ? raw : raw.substring(0, equals);
    List<String> names =
        known.containsKey(written)
            ? List.of(written)
            : known.keySet().stream()
                .filter(name -> name.startsWith("--") && name.startsWith(written))
                .sorted()
                .toList();
    if (names.isEmpty()) {
      found.add(
          new Found(written, Optional.empty(), equals < 0 ? null : after(argument, equals), false));
      return 0;
    }
    boolean abbreviated = !names.getFirst().equals(written);
    int taken = 0;
    for (String name : names) {
      OptionRole role = known.getOrDefault(name, OptionRole.FLAG);
      if (equals >= 0) {
        found.add(new Found(name, Optional.of(role), after(argument, equals), abbreviated));
      } else {
        taken = Math.max(taken, separate(name, role, arguments, next, abbreviated));
      }
    }
    return taken;
  }

  private static Text after(Text argument, int index) {
    return argument.with(argument.raw().substring(index + 1));
  }

  /** An option whose arguments are words of their own; returns how many it takes. */
  private int separate(
      String name, OptionRole role, List<Text> arguments, int next, boolean abbreviated) {
    int wants =
        switch (role) {
          case FLAG, MAYBE, UNSAFE, TREE, IN_PLACE -> 0;
          case VALUE, EITHER, FORMAT, READ, WRITE, RUN, LIST -> 1;
          case PAIR, PAIR_FILE -> 2;
        };
    int place = next + wants - 1;
    Text value = wants == 0 || place >= arguments.size() ? null : arguments.get(place);
    found.add(new Found(name, Optional.of(role), value, abbreviated));
    return Math.min(wants, arguments.size() - next);
  }

  private int cluster(Text argument, List<Text> arguments, int next) {
    String raw = argument.raw();
    if (numbers
        && raw.substring(1)
            .chars()
            .allMatch(c -> Character.isDigit(c) || c == Text.UNKNOWN || c == Text.SPLIT)) {
      found.add(new Found(raw, Optional.of(OptionRole.FLAG), null, false));
      return 0;
    }
    for (int i = 1; i < raw.length(); i++) {
      String name = "-" + raw.charAt(i);
      OptionRole role = known.get(name);
      if (role == null) {
        found.add(new Found(name, Optional.empty(), null, false));
        continue;
      }
      boolean takes =
          switch (role) {
            case FLAG, UNSAFE, TREE -> false;
            case VALUE, EITHER, FORMAT, READ, WRITE, RUN, LIST, MAYBE, PAIR, PAIR_FILE, IN_PLACE ->
                true;
          };
      if (takes && i + 1 < raw.length()) {
        found.add(new Found(name, Optional.of(role), argument.with(raw.substring(i + 1)), false));
        return 0;
      }
      if (takes) {
        return separate(name, role, arguments, next, false);
      }
      found.add(new Found(name, Optional.of(role), null, false));
    }
    return 0;
  }

  /** Whether an option was found that this holds for. */
  boolean any(Predicate<Found> condition) {
    return found.stream().anyMatch(condition);
  }
}
