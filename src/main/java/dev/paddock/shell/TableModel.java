package dev.paddock.shell;

import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Traffic;
import java.util.List;
import java.util.Set;

/** A program that does what {@code commands.txt} says. */
final class TableModel implements CommandModel {
  /** Options that tell which files of a tree are read. */
  private static final Set<String> SELECTS = Set.of("--include", "--glob", "--iglob", "-g", "-G");

  private final CommandTable table;

  TableModel(CommandTable table) {
    this.table = table;
  }

  @Override
  public Flow run(Invocation call) {
    Options options = Options.read(call.arguments(), table.options(), table.plain());
    Flow data = Flow.NOTHING;
    for (Options.Found option : options.found()) {
      data = data.plus(option(call, option));
    }
    boolean tree = options.any(option -> option.role().filter(OptionRole.TREE::equals).isPresent());
    boolean inPlace =
        options.any(option -> option.role().filter(OptionRole.IN_PLACE::equals).isPresent());
    List<Text> operands = options.operands();
    List<String> roles = table.roles(options, operands.size());
    boolean fromInput = table.reads() && roles.stream().noneMatch(TableModel::isInput);
    for (int i = 0; i < operands.size(); i++) {
      data = data.plus(operand(call, roles.get(i), operands.get(i), tree, inPlace));
    }
    if (tree && roles.stream().noneMatch(TableModel::isInput)) {
      call.files().touch(FileAccess.READ_TREE, Text.of("."));
      data = data.plus(Flow.unknown(Set.of(Taint.LOCAL)));
    } else if (fromInput) {
      data = data.plus(call.input());
    }
    return output(data, operands, options, roles);
  }

  private static boolean isInput(String role) {
    return role.startsWith("read")
        || role.startsWith("page-or")
        || role.equals("look")
        || role.equals("pack");
  }

  static Flow option(Invocation call, Options.Found option) {
    if (option.role().isEmpty()) {
      if (!option.name().equals("--help") && !option.name().equals("--version")) {
        call.unknown("its option " + Text.of(option.name()).shown() + " is not known");
      }
      return Flow.NOTHING;
    }
    Text value = option.value();
    if (option.abbreviated()) {
      call.unknown("its option " + option.name() + " is abbreviated");
    }
    switch (option.role().get()) {
      case VALUE -> {
        if (value != null && SELECTS.contains(option.name())) {
          SecretArguments.look(call, value.with(value.raw().replace("*", "")));
        }
      }
      case FLAG, MAYBE, TREE, PAIR, IN_PLACE -> {}
      case EITHER -> {
        if (value != null) {
          SecretArguments.look(call, value);
        }
      }
      case FORMAT -> {
        if (value != null && !value.raw().matches("[\\w+-]*")) {
          call.unknown("its option " + option.name() + " may name a program");
        }
      }
      case READ, PAIR_FILE -> {
        if (value != null) {
          return call.files().read(value, FileAccess.READ);
        }
      }
      case WRITE -> {
        if (value != null) {
          call.files().write(value, Flow.unknown(Set.of(Taint.LOCAL)), false);
        }
      }
      case RUN -> {
        if (value != null) {
          call.shell(value, List.of());
          call.unknown("its option " + option.name() + " runs a command");
        }
      }
      case LIST -> {
        if (value != null) {
          call.files().read(value, FileAccess.READ);
          call.unknown("its option " + option.name() + " reads files that a list names");
        }
      }
      case UNSAFE -> call.unknown("its option " + option.name() + " can run commands");
    }
    return Flow.NOTHING;
  }

  private static Flow operand(
      Invocation call, String role, Text operand, boolean tree, boolean inPlace) {
    Files files = call.files();
    if (operand.taints().contains(Taint.SECRET)) {
      call.unknown("a credential is among its words");
    }
    boolean standard = operand.is("-");
    switch (role) {
      case "read" -> {
        if (standard) {
          return call.input();
        }
        if (inPlace) {
          files.touch(FileAccess.WRITE, operand);
        }
        return files.read(operand, tree ? FileAccess.READ_TREE : FileAccess.READ);
      }
      case "read-or-address" -> {
        if (operand.raw().contains("://")) {
          call.add(new Effect.Connects(Traffic.FETCH, Network.host(operand), call.shown()));
        }
        return standard ? call.input() : files.read(operand, FileAccess.READ);
      }
      case "page-or-command" -> {
        if (operand.raw().matches("\\+(?!\\d*$|[/?GgFx]$|/[^!|]*$).*")) {
          call.unknown("it runs the command " + operand.shown());
        }
        return standard ? call.input() : files.read(operand, FileAccess.READ);
      }
      case "format" -> {
        if (!operand.startsWith("+")) {
          call.unknown("it sets the clock");
        }
      }
      case "login" -> {
        if (!operand.raw().matches("[\\w-]+")) {
          return files.read(operand, FileAccess.READ);
        }
      }
      case "script" -> {
        files.read(operand, FileAccess.READ);
        call.unknown("it runs what is in " + operand.shown());
      }
      case "look" -> files.touch(FileAccess.LOOK, operand);
      case "write" -> {
        if (!standard) {
          files.write(operand, Flow.unknown(Set.of(Taint.LOCAL)), false);
        }
      }
      case "page" -> {
        if (operand.raw().indexOf('/') >= 0) {
          return files.read(operand, FileAccess.READ);
        }
      }
      case "process" -> {
        if (!operand.startsWith("-")
            && operand.raw().matches("[a-zA-Z]*e[a-zA-Z]*")
            && call.name().equals("ps")) {
          call.unknown("it prints the variables of processes");
        }
      }
      case "jq" -> {
        if (operand
            .raw()
            .matches(
                "(?s).*\\b(?:load\\w*\\s*\\(|system\\s*\\(|(?:envsubst|strenv|include|import|input_filename|env|\\$ENV|\\$__prog_args|get_search_list)\\b).*|(?s).*\\$ENV.*")) {
          call.unknown("its filter reads other files or variables");
        }
      }
      case "pack" -> {
        if (!call.arguments().stream()
            .anyMatch(
                word ->
                    word.raw()
                        .matches(
                            "-[a-zA-Z0-9]*[clt][a-zA-Z0-9]*|--stdout|--to-stdout|--list|--test"))) {
          files.touch(FileAccess.WRITE, operand);
          call.unknown("it replaces files");
        }
        return files.read(operand, FileAccess.READ);
      }
      case "archive" -> {
        if (!call.arguments().stream()
            .anyMatch(word -> word.raw().matches("-[a-zA-Z]*[lvtpZ][a-zA-Z]*"))) {
          call.unknown("what it writes is in the archive");
        }
        return files.read(operand, FileAccess.READ);
      }
      case "make" -> files.touch(FileAccess.WRITE, operand);
      case "edit" -> files.touch(FileAccess.WRITE, operand);
      case "permit" -> files.touch(FileAccess.PERMIT, operand);
      case "host" ->
          call.add(new Effect.Connects(Traffic.FETCH, Network.host(operand), call.shown()));
      case "text" -> {}
      case "extra" -> call.unknown("it has more operands than it takes");
      default -> call.unknown("its operand " + operand.shown());
    }
    return Flow.NOTHING;
  }

  private static Flow names(Flow data, List<Text> operands, List<String> roles) {
    List<Text> files = new java.util.ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      if (roles.get(i).equals("read")) {
        files.add(operands.get(i));
      }
    }
    return Flow.names(new Listing(files.isEmpty() ? List.of(Text.of(".")) : files, false))
        .with(data.taints());
  }

  private Flow output(Flow data, List<Text> operands, Options found, List<String> roles) {
    return switch (table.output()) {
      case "same" -> data;
      case "text-or-names" ->
          found.has("-l", "-L", "--files-with-matches", "--files-without-match", "--files")
              ? names(data, operands, roles)
              : data.listing() == null ? data.changed() : data.filtered(false);
      case "names" ->
          Flow.names(
              new Listing(
                  operands.isEmpty() ? List.of(Text.of(".")) : List.copyOf(operands), false));
      case "text" -> data.listing() == null ? data.changed() : data.filtered(false);
      default -> Flow.NOTHING;
    };
  }
}
