package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.FileAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is built into the shell but for variables; see SHELL BUILTIN COMMANDS in bash(1). */
final class BuiltinModels {
  private BuiltinModels() {}

  static void add(Map<String, CommandModel> models) {
    models.put("cd", BuiltinModels::changeFolder);
    models.put("pushd", BuiltinModels::changeFolder);
    models.put("popd", call -> forgetFolder(call));
    models.put("echo", BuiltinModels::echo);
    models.put("printf", BuiltinModels::printf);
    models.put("eval", call -> call.shell(Words.joined(call.arguments()), List.of(), call.state()));
    models.put("exec", BuiltinModels::exec);
    models.put("command", BuiltinModels::command);
    models.put("builtin", call -> call.call(call.arguments()));
    models.put("source", BuiltinModels::source);
    models.put(".", BuiltinModels::source);
    models.put("set", BuiltinModels::set);
    models.put("shopt", call -> Flow.NOTHING);
    models.put("unalias", call -> Flow.NOTHING);
    models.put("trap", BuiltinModels::trap);
    models.put("hash", BuiltinModels::hash);
    models.put("enable", BuiltinModels::enable);
    models.put("exit", call -> Flow.NOTHING);
    models.put("return", call -> Flow.NOTHING);
    models.put("break", call -> Flow.NOTHING);
    models.put("continue", call -> Flow.NOTHING);
    models.put("history", BuiltinModels::history);
    models.put("fc", call -> unknown(call, "it runs commands of the history"));
    models.put("complete", call -> unknown(call, "completions run commands"));
    models.put("compopt", call -> Flow.NOTHING);
    models.put("kill", SystemModels::kill);
    models.put("wait", BuiltinModels::waiting);
    models.put("test", BuiltinModels::test);
    models.put("[", BuiltinModels::test);
    models.put("which", BuiltinModels::which);
    models.put("ulimit", call -> Flow.NOTHING);
    models.put("logout", call -> Flow.NOTHING);
    models.put("dirs", call -> Flow.NOTHING);
  }

  private static Flow unknown(Invocation call, String why) {
    call.unknown(why);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow changeFolder(Invocation call) {
    Text target = Text.of(call.interpreter().world().surroundings().home().toString());
    for (Text argument : call.arguments()) {
      if (!argument.raw().matches("-[LPe@]+|--")) {
        target = argument;
        break;
      }
    }
    if (target.is("-")) {
      return forgetFolder(call);
    }
    call.files().touch(FileAccess.LOOK, target);
    Optional<String> path = call.places().path(target).map(Object::toString);
    call.state().cwd(path.map(Text::of).orElseGet(() -> folder(call)));
    return Flow.NOTHING;
  }

  private static Text folder(Invocation call) {
    Text argument = call.arguments().isEmpty() ? Text.EMPTY : call.arguments().getLast();
    boolean unset = argument.taints().equals(Set.of(Taint.UNSET)) && argument.beginning().isEmpty();
    return unset ? call.state().cwd() : Text.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow waiting(Invocation call) {
    for (int i = 1; i < call.arguments().size(); i++) {
      if (call.arguments().get(i - 1).is("-p")) {
        VariableModels.checkName(call, call.arguments().get(i).raw());
      }
    }
    return Flow.NOTHING;
  }

  /** Tests ask, and do nothing; but a subscript in the name of a variable is evaluated. */
  private static Flow test(Invocation call) {
    for (Text argument : call.arguments()) {
      if (argument.raw().matches("(?s).*\\[.*(?:\\$\\(|`).*")) {
        call.unknown("a subscript may hold a command: " + argument.shown());
      }
    }
    return Flow.NOTHING;
  }

  /** Where a program of the system most likely is. */
  private static Flow which(Invocation call) {
    List<Text> names = call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
    if (names.size() == 1
        && names.getFirst().isKnown()
        && Catalogue.find(names.getFirst().raw()).isPresent()) {
      return Flow.of("/usr/bin/" + names.getFirst().raw() + "\n");
    }
    return Flow.names(new Listing(List.of(Text.of("/usr/bin")), true));
  }

  private static Flow forgetFolder(Invocation call) {
    call.state().cwd(Text.unknown(Set.of()));
    return Flow.NOTHING;
  }

  private static Flow echo(Invocation call) {
    List<Text> words = new ArrayList<>(call.arguments());
    boolean escapes = false;
    boolean newline = true;
    while (!words.isEmpty() && words.getFirst().raw().matches("-[neE]+")) {
      String options = words.removeFirst().raw();
      escapes |= options.indexOf('e') >= 0;
      newline &= options.indexOf('n') < 0;
    }
    Text text = Words.joined(words);
    printed(call, text);
    Flow flow = Redirections.flow(text);
    String end = newline ? "\n" : "";
    boolean decode = escapes;
    return new Flow(
        flow.text().map(known -> (decode ? Escapes.decode(known) : known) + end),
        flow.taints(),
        flow.listing(),
        false);
  }

  /** What is printed is seen by the model, and by whoever reads its transcript. */
  private static void printed(Invocation call, Text text) {
    if (text.taints().contains(Taint.SECRET)) {
      call.does(Deed.CREDENTIAL_PRINT);
    }
  }

  private static Flow printf(Invocation call) {
    List<Text> words = new ArrayList<>(call.arguments());
    String variable = null;
    if (words.size() > 1 && words.getFirst().is("-v")) {
      variable = words.get(1).raw();
      VariableModels.checkName(call, variable);
      words = words.subList(2, words.size());
    }
    if (!words.isEmpty() && words.getFirst().is("--")) {
      words = words.subList(1, words.size());
    }
    if (words.isEmpty()) {
      return Flow.NOTHING;
    }
    printed(call, Words.joined(words));
    Set<Taint> taints = Words.joined(words).taints();
    Optional<String> text = Escapes.format(words);
    Flow flow = new Flow(text, taints, Words.joined(words).listing(), false);
    if (variable != null) {
      call.interpreter()
          .set(
              variable, text.map(Text::of).orElse(Text.unknown(taints)).with(taints), call.state());
      return Flow.NOTHING;
    }
    return flow;
  }

  private static Flow exec(Invocation call) {
    List<Text> words = new ArrayList<>(call.arguments());
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      boolean named = words.removeFirst().raw().endsWith("a");
      if (named && !words.isEmpty()) {
        words.removeFirst();
      }
    }
    return call.call(words);
  }

  private static Flow command(Invocation call) {
    List<Text> words = new ArrayList<>(call.arguments());
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      String options = words.removeFirst().raw();
      if (options.equals("--")) {
        break;
      }
      if (options.matches("-p*[vV]+") && options.indexOf('-', 1) < 0 && words.size() == 1) {
        return Flow.names(new Listing(List.of(), true));
      }
    }
    return call.call(words);
  }

  private static Flow source(Invocation call) {
    if (call.arguments().isEmpty()) {
      return Flow.NOTHING;
    }
    Text file = call.arguments().getFirst();
    Flow content = call.files().read(file, FileAccess.READ);
    if (content.text().isPresent()) {
      if (content.taints().contains(Taint.NETWORK) || content.taints().contains(Taint.DECODED)) {
        Code.unknown(call, content);
      }
      return call.interpreter().text(content.text().get(), call.state());
    }
    if (content.taints().contains(Taint.SECRET)) {
      call.does(Deed.CREDENTIAL_READ);
    }
    if (content.taints().equals(Set.of(Taint.LOCAL))) {
      Code.project(call);
    } else {
      Code.unknown(call, content);
    }
    return Flow.unknown(content.taints());
  }

  private static Flow set(Invocation call) {
    if (call.arguments().isEmpty()) {
      call.unknown("it prints all variables");
      return Flow.unknown(Set.of(Taint.SECRET));
    }
    List<Text> words = call.arguments();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).is("--")) {
        call.state().positional(words.subList(i + 1, words.size()));
        return Flow.NOTHING;
      }
      if (!words.get(i).raw().matches("[-+].*")
          && (i == 0 || !words.get(i - 1).raw().matches("[-+]\\w*o"))) {
        call.state().positional(words.subList(i, words.size()));
        return Flow.NOTHING;
      }
    }
    return Flow.NOTHING;
  }

  private static Flow trap(Invocation call) {
    for (Text argument : call.arguments()) {
      if (!argument.startsWith("-") && argument.raw().length() > 1) {
        call.shell(argument, List.of());
        break;
      }
    }
    return Flow.NOTHING;
  }

  private static Flow hash(Invocation call) {
    List<Text> words = call.arguments();
    if (words.size() >= 3 && words.getFirst().is("-p")) {
      String program = words.get(1).raw();
      call.state().aliases().put(words.get(2).raw(), program);
      call.unknown("it makes another program run under a known name");
    }
    return Flow.NOTHING;
  }

  private static Flow enable(Invocation call) {
    List<Text> words = call.arguments();
    if (words.stream().anyMatch(word -> word.startsWith("-f"))) {
      call.does(Deed.SAFETY_BYPASS, "a library is loaded into the shell: " + call.shown());
    }
    return Flow.NOTHING;
  }

  private static Flow history(Invocation call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      String option = call.arguments().get(i).raw();
      if (option.matches("-[cd].*")) {
        call.does(Deed.LOG_TAMPERING);
      } else if (option.matches("-[awrn]") && i + 1 < call.arguments().size()) {
        call.files().write(call.arguments().get(i + 1), Flow.unknown(Set.of(Taint.LOCAL)), true);
      } else if (option.startsWith("-")) {
        call.unknown("it changes the history");
      }
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }
}
