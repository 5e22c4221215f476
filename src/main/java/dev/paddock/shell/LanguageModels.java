package dev.paddock.shell;

import dev.paddock.action.CodeOrigin;
import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Interpreters of other languages than the shell's. */
final class LanguageModels {
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

  private LanguageModels() {}

  static void add(Map<String, CommandModel> models) {
    Catalogue.put(
        models,
        call -> language(call, PYTHON),
        "python",
        "python2",
        "python3",
        "pypy",
        "pypy3",
        "ipython");
    Catalogue.put(models, call -> language(call, NODE), "node", "nodejs");
    Catalogue.put(models, call -> language(call, PERL), "perl");
    Catalogue.put(models, call -> language(call, RUBY), "ruby");
    Catalogue.put(models, call -> language(call, PHP), "php");
    Catalogue.put(
        models,
        call -> language(call, OTHER),
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
        "irb",
        "rake",
        "xonsh",
        "nu");
    Catalogue.put(models, LanguageModels::java, "java");
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
      Scripts.place(call, file, content);
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
      case "http.server", "SimpleHTTPServer", "smtpd", "pydoc" -> call.does(Deed.EXPOSE_SERVICE);
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
          call.does(Deed.REMOTE_DELETE);
        }
      }
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }
}
