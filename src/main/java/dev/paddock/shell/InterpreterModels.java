package dev.paddock.shell;

import dev.paddock.action.CodeOrigin;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Shells, and interpreters of other languages. */
final class InterpreterModels {
  private static final Map<String, OptionRole> SHELL =
      Roles.of(
          "flags -abefhiklmnprstuvxBCDEHPT --login --posix --norc --noprofile --restricted --verbose --debugger --noediting --rpm-requires --dump-strings",
          "value -O -o +O +o",
          "unsafe --rcfile --init-file");
  private static final Pattern SHELL_C = Pattern.compile("-[a-zA-Z]*c[a-zA-Z]*");

  /**
   * How an interpreter takes code.
   *
   * @param inline options whose argument is code
   * @param values options that take another argument
   */
  private record Language(Set<String> inline, Set<String> values) {}

  private static final Language PYTHON = new Language(Set.of("-c"), Set.of("-W", "-X", "-Q"));
  private static final Language NODE =
      new Language(
          Set.of("-e", "-p", "-pe", "--eval", "--print", "-ep"),
          Set.of("-r", "--require", "--import", "--loader", "-C"));
  private static final Language PERL = new Language(Set.of("-e", "-E"), Set.of("-I"));
  private static final Language RUBY = new Language(Set.of("-e"), Set.of("-I", "-r", "-C"));
  private static final Language PHP =
      new Language(Set.of("-r", "-B", "-R", "-E"), Set.of("-d", "-c", "-f"));
  private static final Language OTHER =
      new Language(
          Set.of(
              "-e",
              "-c",
              "--eval",
              "-eval",
              "-r",
              "--execute",
              "-Command",
              "-command",
              "-EncodedCommand",
              "-x",
              "--batch-eval"),
          Set.of());

  private InterpreterModels() {}

  static void add(Map<String, CommandModel> models) {
    for (String name :
        List.of(
            "bash", "sh", "dash", "zsh", "ksh", "ash", "rbash", "mksh", "fish", "yash", "csh",
            "tcsh")) {
      models.put(name, InterpreterModels::shell);
    }
    for (String name : List.of("python", "python2", "python3", "pypy", "pypy3", "ipython")) {
      models.put(name, call -> language(call, PYTHON));
    }
    models.put("node", call -> language(call, NODE));
    models.put("nodejs", call -> language(call, NODE));
    models.put("perl", call -> language(call, PERL));
    models.put("ruby", call -> language(call, RUBY));
    models.put("php", call -> language(call, PHP));
    for (String name :
        List.of(
            "deno",
            "bun",
            "lua",
            "luajit",
            "tclsh",
            "wish",
            "julia",
            "Rscript",
            "R",
            "guile",
            "racket",
            "scheme",
            "sbcl",
            "clisp",
            "emacs",
            "osascript",
            "pwsh",
            "powershell",
            "groovy",
            "scala",
            "kotlin",
            "jrunscript",
            "jjs",
            "jshell",
            "octave",
            "octave-cli",
            "gnuplot",
            "elixir",
            "erl",
            "escript",
            "ghci",
            "runghc",
            "swift",
            "dotnet",
            "ts-node",
            "tsx",
            "vim",
            "vi",
            "nvim",
            "ed",
            "ex",
            "m4",
            "dc",
            "dart",
            "crystal",
            "nim",
            "raku",
            "gawk-shell",
            "irb",
            "rake",
            "xonsh",
            "nu")) {
      models.put(name, call -> language(call, OTHER));
    }
    models.put("java", InterpreterModels::java);
  }

  static Flow shell(Invocation call) {
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
    place(call, file, content);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  /** A script of which nothing is known but where it lies. */
  private static void place(Invocation call, Text file, Flow content) {
    boolean inside =
        call.places()
            .path(file)
            .filter(path -> path.startsWith(call.interpreter().world().surroundings().project()))
            .isPresent();
    if (inside) {
      Code.project(call);
    } else {
      Code.unknown(call, content);
    }
  }

  private static Flow language(Invocation call, Language language) {
    List<Text> arguments = call.arguments();
    SecretArguments.lookAll(call);
    boolean code = false;
    for (int i = 0; i < arguments.size(); i++) {
      String raw = arguments.get(i).raw();
      if (raw.matches("(?i)-file|-f")
          && call.name().matches("pwsh|powershell")
          && i + 1 < arguments.size()) {
        return script(call, arguments.get(i + 1));
      }
      int equals = raw.indexOf('=');
      String option = equals > 0 && raw.startsWith("--") ? raw.substring(0, equals) : raw;
      boolean clustered =
          !raw.startsWith("--")
              && raw.length() > 2
              && raw.matches("-[a-zA-Z0-9]*[eEcpr]")
              && language.inline().contains("-" + raw.charAt(raw.length() - 1));
      if (language.inline().contains(option) || clustered) {
        Text text =
            option.equals(raw)
                ? (i + 1 < arguments.size() ? arguments.get(++i) : Text.EMPTY)
                : arguments.get(i).with(raw.substring(equals + 1));
        code = true;
        if (text.is("-")) {
          return input(call);
        }
        inline(call, text);
        continue;
      }
      if (option.equals("-m") && call.name().startsWith("py")) {
        return module(call, arguments.subList(i + 1, arguments.size()));
      }
      if (language.values().contains(option)) {
        i++;
        continue;
      }
      if (raw.equals("-")) {
        return input(call);
      }
      if (raw.matches("--version|-V|--help|-h|-v") && arguments.size() == 1) {
        return Flow.unknown(Set.of());
      }
      if (!raw.startsWith("-") && !code) {
        return script(call, arguments.get(i));
      }
    }
    return code ? Flow.unknown(Set.of(Taint.LOCAL)) : input(call);
  }

  private static void inline(Invocation call, Text text) {
    Code.inline(call);
    InlineCode.look(call, text.raw());
    if (text.taints().contains(Taint.NETWORK)) {
      Code.external(call);
    }
    if (call.input().taints().contains(Taint.NETWORK)
        && text.raw().matches("(?s).*(?:pickle|eval|exec|marshal|yaml\\.load).*")) {
      Code.external(call);
    }
  }

  private static Flow input(Invocation call) {
    Flow input = call.input();
    if (input.interactive()) {
      call.unknown("it starts an interpreter");
    } else if (input.text().isPresent()) {
      Code.inline(call);
      InlineCode.look(call, input.text().get());
      if (input.taints().contains(Taint.DECODED)) {
        Code.obfuscated(call, input.text().get());
      }
    } else {
      Code.unknown(call, input);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow script(Invocation call, Text file) {
    String name = file.raw().substring(file.raw().lastIndexOf('/') + 1);
    int place = call.arguments().indexOf(file);
    if (name.matches("artisan|manage\\.py|rails|rake|alembic|django-admin")) {
      List<Text> words = new ArrayList<>(List.of(Text.of(name)));
      words.addAll(call.arguments().subList(place + 1, call.arguments().size()));
      call.call(words);
    }
    Flow content = call.files().read(file, FileAccess.READ);
    if (content.taints().contains(Taint.NETWORK) || content.taints().contains(Taint.DECODED)) {
      Code.unknown(call, content);
    } else {
      content.text().ifPresent(text -> InlineCode.look(call, text));
      place(call, file, content);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow module(Invocation call, List<Text> rest) {
    if (rest.isEmpty() || rest.stream().anyMatch(word -> word.is("--help"))) {
      return Flow.NOTHING;
    }
    String module = rest.getFirst().raw();
    switch (module) {
      case "pip", "pytest", "uv", "poetry", "pipx", "twine", "awscli", "conda" -> {
        return call.call(rest);
      }
      case "http.server", "SimpleHTTPServer", "smtpd", "pydoc" ->
          call.does(dev.paddock.action.Deed.EXPOSE_SERVICE);
      case "json.tool" -> {
        Flow data =
            rest.size() > 1 ? call.files().read(rest.get(1), FileAccess.READ) : call.input();
        if (rest.size() > 2) {
          call.files().write(rest.get(2), data.changed(), false);
        }
        return data.changed();
      }
      default -> call.add(new Effect.RunsCode(CodeOrigin.PROJECT, call.shown()));
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow java(Invocation call) {
    SecretArguments.lookAll(call);
    UnknownPrograms.look(call);
    boolean version =
        call.arguments().size() == 1
            && call.arguments().getFirst().raw().matches("--?version|--help|-help");
    if (!version) {
      Code.project(call);
      for (Text argument : call.arguments()) {
        if (argument.raw().matches("-XX:On.*|-agent.*|-javaagent.*")) {
          call.unknown("its option " + argument.shown() + " runs other code");
        }
        if (argument.raw().matches("delete-\\w+|disable-\\w+|safe-shutdown|shutdown|restart")) {
          call.does(dev.paddock.action.Deed.REMOTE_DELETE);
        }
      }
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }
}
