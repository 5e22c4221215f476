package dev.paddock.shell;

import dev.paddock.action.Deed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that run the command that their arguments name. */
final class WrapperModels {
  private WrapperModels() {}

  static void add(Map<String, CommandModel> models) {
    plain(models, "nohup", 0);
    plain(models, "setsid", 0, "flags -cfw --ctty --fork --wait");
    plain(models, "nice", 0, "value -n --adjustment");
    plain(models, "ionice", 0, "flags -t --ignore", "value -cnpPu --class --classdata");
    plain(models, "stdbuf", 0, "value -ieo --input --output --error");
    plain(
        models,
        "timeout",
        1,
        "flags -vf --foreground --preserve-status --verbose",
        "value -ks --kill-after --signal");
    plain(
        models,
        "gtimeout",
        1,
        "flags -v --foreground --preserve-status",
        "value -ks --kill-after --signal");
    plain(
        models,
        "time",
        0,
        "flags -apvqlh --append --verbose --portability --quiet",
        "value -f --format",
        "write -o --output");
    plain(models, "chronic", 0);
    plain(models, "unbuffer", 0, "flags -p");
    plain(models, "caffeinate", 0, "flags -dimsu", "value -tw");
    plain(models, "rtk", 0);
    plain(models, "dotenv", 0, "value -f");
    models.put("arch", WrapperModels::arch);
    risky(
        models,
        "strace",
        0,
        "flags -cCdDfFhikqrtTvVxyYzZ",
        "value -aeEIOpPsSuUbX --trace",
        "write -o --output");
    risky(models, "ltrace", 0, "flags -cCfhiLnrStTV", "value -aAeDlsuwxFbp", "write -o");
    risky(models, "taskset", 1, "flags -acp");
    risky(models, "chrt", 1, "flags -abfiorRm");
    risky(models, "cpulimit", 0, "flags -fvzi", "value -lpe");
    risky(
        models,
        "unshare",
        0,
        "flags -cCfimnprTuU --fork --user --map-root-user --mount --net --pid",
        "maybe --mount-proc --propagation");
    risky(models, "nsenter", 0, "flags -aCFimnpTuUrwZ", "value -tSGW --target");
    risky(models, "chroot", 1, "value --userspec --groups", "flags --skip-chdir");
    risky(models, "runuser", 0, "value -ugGs");
    risky(models, "setpriv", 0);
    risky(models, "firejail", 0);
    risky(models, "torsocks", 0);
    risky(models, "proxychains", 0, "value -f");
    risky(models, "proxychains4", 0, "value -f");
    risky(models, "gdb", 0);
    risky(models, "valgrind", 0);
    risky(models, "perf", 1);
    risky(models, "rlwrap", 0, "flags -acimnNorRtuvW");
    risky(models, "dbus-run-session", 0);
    risky(
        models,
        "systemd-run",
        0,
        "flags -tPGq --user --scope --pty --wait",
        "value -pE --unit --property");
    risky(
        models,
        "flock",
        1,
        "flags -exnosuFv --exclusive --shared --nonblock --unlock --close",
        "value -wE --timeout");
    risky(models, "logsave", 1, "flags -asv");
    risky(models, "mise", 2);
    risky(models, "asdf", 2);
    risky(models, "devbox", 1);
    risky(models, "nix-shell", 0);
    risky(models, "multitime", 0, "value -nsIo");
    models.put("env", WrapperModels::env);
    models.put("genv", WrapperModels::env);
    models.put("printenv", WrapperModels::printenv);
    for (String name : List.of("sudo", "doas", "pkexec", "gosu", "su-exec")) {
      models.put(name, WrapperModels::sudo);
    }
    models.put("su", WrapperModels::su);
    models.put("sg", WrapperModels::su);
    models.put("xargs", new XargsModel());
    models.put("gxargs", new XargsModel());
    models.put("parallel", new ParallelModel());
    models.put("watch", WrapperModels::watch);
    models.put("script", WrapperModels::script);
    models.put("busybox", WrapperModels::busybox);
    models.put("toybox", WrapperModels::busybox);
    models.put("at", WrapperModels::later);
    models.put("batch", WrapperModels::later);
    models.put("expect", WrapperModels::expect);
    models.put("entr", WrapperModels::entr);
  }

  /**
   * A wrapper that harms nobody itself.
   *
   * @param skip how many operands come before the command
   */
  private static void plain(
      Map<String, CommandModel> models, String name, int skip, String... options) {
    models.put(name, call -> wrapped(call, skip, Roles.of(options)));
  }

  private static void risky(
      Map<String, CommandModel> models, String name, int skip, String... options) {
    models.put(
        name,
        call -> {
          call.unknown("it runs other programs in its own way");
          SecretArguments.lookAll(call);
          quoted(call);
          return wrapped(call, skip, Roles.of(options));
        });
  }

  private static Flow wrapped(Invocation call, int skip, Map<String, OptionRole> options) {
    Options read = Options.leading(call.arguments(), options);
    for (Options.Found option : read.found()) {
      boolean number = call.name().equals("nice") && option.name().matches("-\\d+");
      if (!number) {
        TableModel.option(call, option);
      }
    }
    List<Text> rest = read.operands();
    return rest.size() <= skip ? Flow.NOTHING : call.call(rest.subList(skip, rest.size()));
  }

  /** Arguments that hold a whole command line: {@code -c 'rm -rf x'}, {@code -ex "shell rm"}. */
  private static void quoted(Invocation call) {
    for (Text argument : call.arguments()) {
      String text = argument.raw();
      if (text.indexOf(' ') > 0 && text.length() < 4_000) {
        call.interpreter().guess(text.replaceFirst("^(?:shell|!)\\s*", ""), call.state().copy());
      }
    }
  }

  private static Flow arch(Invocation call) {
    List<Text> words = new ArrayList<>(call.arguments());
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      Text option = words.removeFirst();
      if (option.raw().matches("--arch|-arch|-e") && !words.isEmpty()) {
        words.removeFirst();
      }
    }
    return words.isEmpty() ? Flow.unknown(Set.of()) : call.call(words);
  }

  private static Flow env(Invocation call) {
    List<Text> words = new ArrayList<>(call.arguments());
    Map<String, Text> variables = new LinkedHashMap<>(call.environment());
    State state = call.state();
    while (!words.isEmpty()) {
      String word = words.getFirst().raw();
      if (word.equals("--")) {
        words.removeFirst();
        break;
      }
      if (word.matches("-[i0v]+|-|--ignore-environment|--null|--debug")) {
        words.removeFirst();
      } else if (word.matches("-u|--unset")) {
        words.removeFirst();
        drop(words);
      } else if (word.startsWith("--unset=") || word.matches("-u.+")) {
        words.removeFirst();
      } else if (word.startsWith("-C") || word.startsWith("--chdir")) {
        state = folder(call, words);
      } else if (word.startsWith("-S")
          || word.startsWith("--split-string")
          || word.startsWith("-vS")) {
        return split(call, words, variables, state);
      } else if (word.startsWith("-")) {
        call.unknown("its option " + words.removeFirst().shown() + " is not known");
      } else {
        int equals = word.indexOf('=');
        if (equals <= 0) {
          break;
        }
        variables.put(
            word.substring(0, equals), words.removeFirst().with(word.substring(equals + 1)));
      }
    }
    if (words.isEmpty()) {
      call.unknown("it prints all variables");
      return Flow.unknown(Set.of(Taint.SECRET));
    }
    return new Calls(call.interpreter())
        .call(new Invocation(call.interpreter(), state, words, variables));
  }

  private static void drop(List<Text> words) {
    if (!words.isEmpty()) {
      words.removeFirst();
    }
  }

  private static State folder(Invocation call, List<Text> words) {
    Text option = words.removeFirst();
    int equals = option.raw().indexOf('=');
    Text folder =
        equals > 0
            ? option.with(option.raw().substring(equals + 1))
            : option.raw().length() > 2 && !option.startsWith("--")
                ? option.with(option.raw().substring(2))
                : words.isEmpty() ? Text.EMPTY : words.removeFirst();
    State inner = call.state().copy();
    inner.cwd(
        call.places()
            .path(folder)
            .map(path -> Text.of(path.toString()))
            .orElse(Text.unknown(Set.of())));
    return inner;
  }

  private static Flow split(
      Invocation call, List<Text> words, Map<String, Text> variables, State state) {
    Text option = words.removeFirst();
    String raw = option.raw().replaceFirst("^(?:-v?S|--split-string=?)", "");
    Text text = raw.isEmpty() && !words.isEmpty() ? words.removeFirst() : option.with(raw);
    List<Text> all = new ArrayList<>(List.of(Text.of("env")));
    List<Text> split = new ArrayList<>();
    Fields fields = new Fields(" \t\n");
    fields.split(text.with(text.raw().replace("'", "").replace("\"", "")));
    split.addAll(fields.done());
    all.addAll(split);
    all.addAll(words);
    return new Calls(call.interpreter())
        .call(new Invocation(call.interpreter(), state, all, variables));
  }

  private static Flow printenv(Invocation call) {
    boolean harmless =
        !call.arguments().isEmpty()
            && call.arguments().stream()
                .allMatch(
                    name ->
                        name.raw()
                            .matches(
                                "PATH|HOME|USER|SHELL|LANG|PWD|TERM|LC_\\w+|VIRTUAL_ENV|PYTHONPATH|JAVA_HOME|GOPATH|NODE_ENV|CI"));
    if (!harmless) {
      call.unknown("it prints variables, which may hold credentials");
      return Flow.unknown(Set.of(Taint.SECRET));
    }
    return Flow.unknown(Set.of());
  }

  private static final Map<String, OptionRole> SUDO =
      Roles.of(
          "flags -AbEeHiKklnPSsVv --askpass --background --preserve-env --set-home --login --non-interactive --stdin --shell",
          "value -CghpRrTtUuD --user --group --host --prompt --chroot --chdir",
          "maybe --preserve-env");

  private static Flow sudo(Invocation call) {
    call.does(Deed.PRIVILEGE);
    Options options = Options.leading(call.arguments(), SUDO);
    List<Text> rest = new ArrayList<>(options.operands());
    Map<String, Text> variables = new LinkedHashMap<>(call.environment());
    while (!rest.isEmpty() && rest.getFirst().raw().matches("[A-Za-z_]\\w*=.*")) {
      String word = rest.getFirst().raw();
      int equals = word.indexOf('=');
      variables.put(word.substring(0, equals), rest.removeFirst().with(word.substring(equals + 1)));
    }
    if (rest.isEmpty()) {
      return Flow.NOTHING;
    }
    return new Calls(call.interpreter())
        .call(new Invocation(call.interpreter(), call.state(), rest, variables));
  }

  private static Flow su(Invocation call) {
    call.does(Deed.PRIVILEGE);
    Options options =
        Options.read(
            call.arguments(),
            Roles.of(
                "flags -lmpPf --login --preserve-environment",
                "value -cCgGsw --command --group --shell"),
            false);
    options.value("-c", "--command").ifPresent(code -> call.shell(code, List.of()));
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow watch(Invocation call) {
    Options options =
        Options.leading(
            call.arguments(),
            Roles.of(
                "flags -bcegtwxrpC --beep --color --errexit --chgexit --no-title --exec --precise --no-wrap",
                "value -nqs --interval --equexit",
                "maybe -d --differences"));
    options.found().forEach(option -> TableModel.option(call, option));
    Flow flow = call.call(options.operands());
    return options.has("-x", "--exec")
        ? flow
        : flow.plus(call.shell(Words.joined(options.operands()), List.of())).changed();
  }

  private static Flow script(Invocation call) {
    Options options =
        Options.read(
            call.arguments(),
            Roles.of(
                "flags -aefqT --append --return --flush --force --quiet",
                "value -cEmo --command --echo --output-limit",
                "write -BIOt --log-io --log-in --log-out --timing"),
            false);
    options.found().forEach(option -> TableModel.option(call, option));
    call.unknown("it records a shell");
    options.value("-c", "--command").ifPresent(code -> call.shell(code, List.of()));
    List<Text> operands = options.operands();
    if (!operands.isEmpty()) {
      call.files().write(operands.getFirst(), Flow.unknown(Set.of(Taint.LOCAL)), false);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow busybox(Invocation call) {
    if (call.arguments().isEmpty() || call.arguments().getFirst().startsWith("-")) {
      return Flow.NOTHING;
    }
    return call.call(call.arguments());
  }

  private static Flow later(Invocation call) {
    call.does(Deed.PERSISTENCE);
    Optional<String> text = call.input().text();
    text.ifPresent(code -> call.interpreter().guess(code, call.state().copy()));
    return Flow.NOTHING;
  }

  private static Flow expect(Invocation call) {
    Code.inline(call);
    SecretArguments.lookAll(call);
    for (Text argument : call.arguments()) {
      String code = argument.raw().replaceAll("\\bspawn\\s+", "").replace("$env(HOME)", "~");
      if (!code.equals(argument.raw())) {
        call.interpreter().guess(code, call.state().copy());
      }
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow entr(Invocation call) {
    Options options = Options.leading(call.arguments(), Roles.of("flags -acdnprsz"));
    call.unknown("it runs a command whenever files change");
    return call.call(options.operands());
  }
}
