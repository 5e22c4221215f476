package dev.paddock.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds command lines from its input; see xargs(1). */
final class XargsModel implements CommandModel {
  private static final Map<String, OptionRole> OPTIONS =
      Roles.of(
          "flags -0oprtx --null --interactive --no-run-if-empty --verbose --exit --open-tty --show-limits",
          "value -dEIJLnPRsS --delimiter --max-args --max-chars --max-procs --max-lines",
          "unsafe --process-slot-var",
          "maybe -e -i -l --eof --replace",
          "read -a --arg-file");

  @Override
  public Flow run(Invocation call) {
    Options options = Options.leading(call.arguments(), OPTIONS);
    options.found().forEach(option -> TableModel.option(call, option));
    Flow input =
        options
            .value("-a", "--arg-file")
            .map(file -> call.files().read(file, dev.paddock.action.FileAccess.READ))
            .orElse(call.input());
    List<Text> words = new ArrayList<>(options.operands());
    if (words.isEmpty()) {
      words.add(Text.of("echo"));
    }
    Optional<String> replace = replacement(options);
    List<Text> items = items(options, input);
    State inner = call.state().copy().reading(Flow.NOTHING);
    if (replace.isPresent() && !replace.get().isEmpty()) {
      Flow output = Flow.NOTHING;
      for (Text item : items) {
        output = output.plus(call.call(replaced(words, replace.get(), item), inner));
      }
      return output;
    }
    for (Text line : lines(input)) {
      List<Text> one = new ArrayList<>(words);
      one.add(line); // with other options, a line is one argument
      call.call(one, inner.copy());
    }
    List<Text> all = new ArrayList<>(words);
    all.addAll(items);
    return call.call(all, inner);
  }

  private static Optional<String> replacement(Options options) {
    if (options.has("-i", "--replace")) {
      return options.value("-i", "--replace").map(Text::raw).or(() -> Optional.of("{}"));
    }
    return options.value("-I", "-J").map(Text::raw);
  }

  /** Known lines of more than one word. */
  private static List<Text> lines(Flow input) {
    return input
        .text()
        .map(
            text ->
                text.lines()
                    .map(String::strip)
                    .filter(line -> line.indexOf(' ') > 0)
                    .limit(20)
                    .map(line -> Text.of(line).with(input.taints()))
                    .toList())
        .orElse(List.of());
  }

  private static List<Text> items(Options options, Flow input) {
    Optional<String> text = input.text();
    if (text.isPresent()) {
      String separator =
          options.has("-0", "--null")
              ? "\0"
              : options.has("-d", "--delimiter") || options.has("-I", "-i", "--replace", "-L")
                  ? "\n"
                  : "\\s+";
      List<Text> items = new ArrayList<>();
      for (String item : text.get().split(separator, -1)) {
        if (!item.isBlank() && items.size() < 100) {
          items.add(
              Text.of(item.strip().replaceAll("^(['\"])(.*)\\1$", "$2")).with(input.taints()));
        }
      }
      return items;
    }
    if (input.listing() == null) {
      Text root = input.interactive() ? Text.of(".") : Text.unknown(Set.of(Taint.LOCAL));
      return List.of(
          new Text(
              String.valueOf(Text.SPLIT),
              input.taints().isEmpty() ? Set.of(Taint.LOCAL) : input.taints(),
              new Listing(List.of(root), false)));
    }
    Set<Taint> taints = input.taints().isEmpty() ? Set.of(Taint.LOCAL) : input.taints();
    return List.of(new Text(String.valueOf(Text.SPLIT), taints, input.listing()));
  }

  private static List<Text> replaced(List<Text> words, String mark, Text item) {
    List<Text> all = new ArrayList<>();
    for (Text word : words) {
      if (word.raw().contains(mark)) {
        String raw = word.raw().replace(mark, item.raw().replace(Text.SPLIT, Text.UNKNOWN));
        all.add(new Text(raw, item.taints(), word.is(mark) ? item.listing() : null));
      } else {
        all.add(word);
      }
    }
    if (all.equals(words)) {
      all.add(item); // it would not be used; but who writes it means it
    }
    return all;
  }
}
