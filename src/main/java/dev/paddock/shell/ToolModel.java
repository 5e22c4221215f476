package dev.paddock.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tool with subcommands, which does what {@code tools.txt} says. */
final class ToolModel implements CommandModel {
  private static final Set<String> TELLS =
      Set.of("--help", "-h", "--version", "-V", "version", "help");

  private final ToolTable table;

  ToolModel(ToolTable table) {
    this.table = table;
  }

  @Override
  public Flow run(Invocation call) {
    SecretArguments.lookAll(call);
    PackageModels.registries(call);
    List<Text> words = new ArrayList<>();
    List<Text> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      Text argument = arguments.get(i);
      if (argument.is("--")) {
        words.addAll(arguments.subList(i + 1, arguments.size()));
        break;
      }
      if (!argument.startsWith("-")) {
        words.add(argument);
      } else if (table.values().contains(argument.raw())) {
        i++;
      }
    }
    flags(call);
    boolean tells =
        arguments.stream().anyMatch(word -> word.is("--help"))
            || (arguments.size() == 1 && TELLS.contains(arguments.getFirst().raw()));
    if (tells) {
      return Flow.unknown(Set.of());
    }
    String line = String.join(" ", words.stream().map(Text::raw).toList());
    String whole =
        line
            + " "
            + String.join(
                " ",
                arguments.stream().map(Text::raw).filter(word -> word.startsWith("-")).toList());
    Optional<ToolTable.Rule> rule =
        table.rules().stream()
            .filter(
                each ->
                    each.words().matcher(line).matches()
                        || (!each.reads() && each.words().matcher(whole).matches()))
            .findFirst();
    written(call, words);
    if (rule.isEmpty()) {
      call.unknown("what it does is not known");
      return Flow.unknown(Set.of(Taint.NETWORK, Taint.LOCAL));
    }
    if (rule.get().unknown()) {
      call.unknown("what it does can't be told");
    }
    rule.get().deed().ifPresent(call::does);
    if (rule.get().project()) {
      Code.project(call);
      nested(call, words);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  /** Code that this line wrote, and that the tool may run. */
  private static void written(Invocation call, List<Text> words) {
    for (Text word : words) {
      call.interpreter()
          .written(word, call.state())
          .ifPresent(
              content -> {
                if (content.taints().contains(Taint.NETWORK)) {
                  Code.external(call);
                }
                content.text().ifPresent(text -> InlineCode.look(call, text));
              });
    }
  }

  private void flags(Invocation call) {
    for (Text argument : call.arguments()) {
      for (ToolTable.Flag flag : table.flags()) {
        if (flag.option().matcher(argument.raw()).matches()) {
          if (flag.deed().isPresent()) {
            call.does(flag.deed().get());
          } else {
            call.unknown("its option " + argument.shown() + " can run or reach anything");
          }
        }
      }
    }
  }

  /** {@code uv run rm -rf x} runs what follows. */
  private static void nested(Invocation call, List<Text> words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).raw().matches("run|exec|dlx|x")) {
        String next = words.get(i + 1).raw();
        if (Catalogue.find(next).isPresent() && next.matches("[a-z][a-z0-9.+-]*")) {
          int place = call.arguments().indexOf(words.get(i + 1));
          call.call(call.arguments().subList(Math.max(0, place), call.arguments().size()));
        }
        return;
      }
    }
  }
}
