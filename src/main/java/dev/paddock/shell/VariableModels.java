package dev.paddock.shell;

import dev.paddock.action.Deed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builtins that set, read and print variables of the shell. */
final class VariableModels {
  private static final Map<String, OptionRole> READ_OPTIONS =
      Map.of(
          "-r",
          OptionRole.FLAG,
          "-s",
          OptionRole.FLAG,
          "-e",
          OptionRole.FLAG,
          "-p",
          OptionRole.VALUE,
          "-n",
          OptionRole.VALUE,
          "-N",
          OptionRole.VALUE,
          "-t",
          OptionRole.VALUE,
          "-d",
          OptionRole.VALUE,
          "-u",
          OptionRole.VALUE,
          "-a",
          OptionRole.VALUE);

  private VariableModels() {}

  static void add(Map<String, CommandModel> models) {
    Catalogue.put(models, VariableModels::let, "let", "getopts");
    Catalogue.put(
        models, VariableModels::declare, "export", "declare", "typeset", "local", "readonly");
    Catalogue.put(models, VariableModels::unset, "unset");
    Catalogue.put(models, VariableModels::alias, "alias");
    Catalogue.put(models, VariableModels::read, "read");
    Catalogue.put(models, VariableModels::mapfile, "mapfile", "readarray");
  }

  /** What is calculated, or named, may have a subscript that is evaluated. */
  private static Flow let(Invocation call) {
    call.arguments().forEach(call.interpreter()::subscript);
    return Flow.NOTHING;
  }

  /** Bash evaluates a subscript in the name of a variable. */
  static void checkName(Invocation call, String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*(?:\\[[A-Za-z0-9_@*]*\\])?")) {
      call.unknown("the name of a variable may hold a command: " + Text.of(name).shown());
    }
  }

  private static Flow declare(Invocation call) {
    boolean exports = call.name().equals("export");
    boolean prints = true;
    boolean number = false;
    boolean names = false;
    boolean shows = false;
    for (Text argument : call.arguments()) {
      String raw = argument.raw();
      if (raw.startsWith("-") || raw.startsWith("+")) {
        exports |= raw.indexOf('x') > 0 && raw.startsWith("-");
        number |= raw.indexOf('i') > 0;
        names |= raw.startsWith("-") && raw.indexOf('n') > 0 && !call.name().equals("export");
        shows |= raw.startsWith("-") && raw.indexOf('p') > 0;
        prints &= !raw.matches("-.*[fF].*");
        continue;
      }
      prints = false;
      int equals = raw.indexOf('=');
      String name = (equals < 0 ? raw : raw.substring(0, equals)).replaceFirst("\\+$", "");
      checkName(call, name);
      if (number || names) {
        call.interpreter().subscript(argument);
      }
      if (names) {
        call.unknown("it makes one name stand for another");
      }
      if (shows && SecretNames.isSecretVariable(name)) {
        call.does(Deed.CREDENTIAL_PRINT);
      }
      if (number && equals > 0 && raw.contains("$(")) {
        call.unknown("a number that holds a command");
      }
      export(call, name, equals < 0 ? null : argument.with(raw.substring(equals + 1)), exports);
    }
    if (prints && !call.name().equals("local")) {
      call.unknown("it prints variables, which may hold credentials");
      return Flow.unknown(Set.of(Taint.SECRET));
    }
    return Flow.NOTHING;
  }

  private static void export(Invocation call, String name, @Nullable Text value, boolean exports) {
    if (value != null && !call.state().variables().containsKey(name)) {
      call.state().variables().put(name, Variable.of(value));
    }
    Variable variable = call.state().variables().get(name);
    if (exports && variable != null) {
      call.state().variables().put(name, variable.export());
      Text exported = variable.elements().isEmpty() ? Text.EMPTY : variable.elements().getFirst();
      Environment.assigned(name, exported, call.interpreter(), call.state());
    }
  }

  private static Flow unset(Invocation call) {
    for (Text argument : call.arguments()) {
      if (argument.startsWith("-")) {
        if (argument.is("-f")) {
          return Flow.NOTHING;
        }
        continue;
      }
      checkName(call, argument.raw());
      call.state().variables().put(argument.raw(), Variable.unset());
      if (argument.raw().startsWith("PADDOCK_")) {
        call.does(Deed.SELF_MODIFICATION);
      }
    }
    return Flow.NOTHING;
  }

  private static Flow alias(Invocation call) {
    for (Text argument : call.arguments()) {
      int equals = argument.raw().indexOf('=');
      if (equals > 0) {
        call.state()
            .aliases()
            .put(argument.raw().substring(0, equals), argument.raw().substring(equals + 1));
      }
    }
    return Flow.NOTHING;
  }

  private static Flow source(Invocation call, Options options) {
    return options
        .value("-u")
        .filter(number -> number.raw().matches("\\d{1,6}"))
        .map(
            number ->
                call.state()
                    .inputs()
                    .getOrDefault(Integer.parseInt(number.raw()), Flow.unknown(Set.of())))
        .orElse(call.input());
  }

  private static Flow read(Invocation call) {
    Options options = Options.read(call.arguments(), READ_OPTIONS, false);
    Flow input = source(call, options);
    Optional<String> line = input.text().map(text -> text.lines().findFirst().orElse(""));
    Text value =
        line.map(Text::of)
            .orElseGet(() -> new Text(String.valueOf(Text.SPLIT), taints(input), input.listing()))
            .with(input.taints());
    List<Text> names =
        options.operands().isEmpty() ? List.of(Text.of("REPLY")) : options.operands();
    for (int i = 0; i < names.size(); i++) {
      checkName(call, names.get(i).raw());
      Text one =
          names.size() == 1 || !value.isKnown()
              ? value
              : value.with(Words.part(value.raw(), i, i == names.size() - 1));
      call.interpreter().set(names.get(i).raw(), one, call.state());
    }
    options
        .value("-a")
        .ifPresent(
            name ->
                call.state()
                    .variables()
                    .put(
                        name.raw(),
                        Variable.array(
                            value.isKnown()
                                ? Arrays.stream(value.raw().trim().split("\\s+"))
                                    .map(Text::of)
                                    .toList()
                                : List.of(value))));
    return Flow.NOTHING;
  }

  private static Set<Taint> taints(Flow flow) {
    return flow.taints().isEmpty() ? Set.of(Taint.LOCAL) : flow.taints();
  }

  private static Flow mapfile(Invocation call) {
    Options options =
        Options.read(
            call.arguments(),
            Map.of(
                "-t",
                OptionRole.FLAG,
                "-d",
                OptionRole.VALUE,
                "-n",
                OptionRole.VALUE,
                "-O",
                OptionRole.VALUE,
                "-s",
                OptionRole.VALUE,
                "-u",
                OptionRole.VALUE,
                "-C",
                OptionRole.RUN,
                "-c",
                OptionRole.VALUE),
            false);
    options.value("-C").ifPresent(code -> call.shell(code, List.of()));
    Flow input = source(call, options);
    List<Text> lines =
        input
            .text()
            .map(text -> text.lines().map(Text::of).toList())
            .orElseGet(
                () ->
                    List.of(
                        new Text(String.valueOf(Text.UNKNOWN), taints(input), input.listing())));
    String name = options.operands().isEmpty() ? "MAPFILE" : options.operands().getFirst().raw();
    checkName(call, name);
    call.state().variables().put(name, Variable.array(lines));
    return Flow.NOTHING;
  }
}
