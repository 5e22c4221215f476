package dev.paddock.shell;

import dev.paddock.action.FileAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Shells: code in an argument, from the input, in a file. */
final class ShellModels {
  private static final Map<String, OptionRole> SHELL =
      Roles.of(
          "flags -abefhiklmnprstuvxBCDEHPT --login --posix --norc --noprofile --restricted --verbose --debugger --noediting --rpm-requires --dump-strings",
          "value -O -o +O +o",
          "unsafe --rcfile --init-file");

  private static final Pattern SHELL_C = Pattern.compile("-[a-zA-Z]*c[a-zA-Z]*");

  private ShellModels() {}

  static void add(Map<String, CommandModel> models) {
    Catalogue.put(
        models,
        ShellModels::shell,
        "bash",
        "sh",
        "dash",
        "zsh",
        "ksh",
        "ash",
        "rbash",
        "mksh",
        "fish",
        "yash",
        "csh",
        "tcsh");
  }

  private static Flow shell(Invocation call) {
    List<Text> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String raw = arguments.get(i).raw();
      if (SHELL_C.matcher(raw).matches() && !raw.startsWith("--")) {
        return command(call, rest(arguments, i, raw));
      }
      if (!raw.startsWith("-") && !raw.startsWith("+")) {
        break;
      }
      if (raw.matches("[-+][a-zA-Z]*[oO]")) {
        i++;
      }
      if (raw.equals("--rcfile") || raw.equals("--init-file")) {
        call.unknown("it runs a file first");
        i++;
      }
    }
    Options options = Options.leading(arguments, SHELL);
    options.found().forEach(option -> TableModel.option(call, option));
    List<Text> operands = new ArrayList<>(options.operands());
    if (!operands.isEmpty() && operands.getFirst().is("-")) {
      operands.removeFirst();
    }
    if (operands.isEmpty() || options.has("-s")) {
      return fromInput(call, operands);
    }
    return file(call, operands.getFirst(), operands.subList(1, operands.size()));
  }

  /** The words after {@code -c}; options may stand between. */
  private static List<Text> rest(List<Text> arguments, int place, String raw) {
    List<Text> rest = new ArrayList<>(arguments.subList(place + 1, arguments.size()));
    if (raw.matches("-[a-zA-Z]*o[a-zA-Z]*") && !rest.isEmpty()) {
      rest.removeFirst();
    }
    while (rest.size() > 1 && rest.getFirst().raw().matches("[-+][a-zA-Z]+|--")) {
      boolean takes = rest.removeFirst().raw().matches("[-+][a-zA-Z]*[oO]");
      if (takes && rest.size() > 1) {
        rest.removeFirst();
      }
    }
    return rest;
  }

  private static Flow command(Invocation call, List<Text> rest) {
    if (rest.isEmpty()) {
      return Flow.NOTHING;
    }
    List<Text> positional = rest.size() > 2 ? rest.subList(2, rest.size()) : List.of();
    State inner = call.state().copy();
    call.environment()
        .forEach((name, value) -> inner.variables().put(name, Variable.of(value).export()));
    return call.shell(rest.getFirst(), positional, inner);
  }

  private static Flow fromInput(Invocation call, List<Text> positional) {
    Flow input = call.input();
    if (input.interactive()) {
      call.unknown("it starts a shell");
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    Text code =
        input.text().map(Text::of).orElse(Text.unknown(input.taints())).with(input.taints());
    return call.shell(code, positional, call.state().copy().reading(Flow.NOTHING));
  }

  private static Flow file(Invocation call, Text file, List<Text> arguments) {
    Flow content = call.files().read(file, FileAccess.READ);
    Optional<Path> path = call.places().path(file);
    if (content.text().isPresent()
        || content.taints().contains(Taint.NETWORK)
        || content.taints().contains(Taint.DECODED)) {
      return Scripts.run(call, content, path.orElse(Path.of("/")), arguments);
    }
    Scripts.place(call, file, content);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }
}
