package dev.paddock.shell;

import dev.paddock.action.FileAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs with a language of their own for text: sed, awk, tar's neighbours. */
final class TextModels {
  private static final Map<String, OptionRole> SED =
      Roles.of(
          "flags -nErzsu --quiet --silent --regexp-extended --null-data --separate --unbuffered --debug --posix --sandbox --follow-symlinks --zero-terminated",
          "value -el --expression --line-length",
          "read -f --file",
          "inplace -i --in-place");
  private static final Map<String, OptionRole> AWK =
      Roles.of(
          "flags -bcCgGhLMNnOprsSStvV --posix --sandbox --traditional --re-interval --lint --csv",
          "value -Fv --field-separator --assign",
          "read -f --file",
          "unsafe -l --load -i --include -o --pretty-print -d --dump-variables -D --debug -p --profile -E --exec",
          "value -e --source");
  private static final Pattern AWK_RUNS =
      Pattern.compile(
          "\\bsystem\\s*\\(|\\|\\s*getline|\\|\\s*&|@load|@include|/inet/|\\bgetline\\b[^;|{}\\n]*<|ENVIRON|\\bARG[VC]\\b|@\\w+\\s*\\(|\\bclose\\s*\\(");
  private static final Pattern AWK_PIPE =
      Pattern.compile("\\|\\s*\"|\"\\s*\\|\\s*getline|\\|\\s*[a-z]");
  private static final Pattern AWK_WRITE =
      Pattern.compile("\\bprintf?\\b[^;}\\n]*?>>?\\s*(\"([^\"]*)\"|[a-zA-Z$(])");
  private static final Pattern AWK_COMMAND =
      Pattern.compile("system\\s*\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private TextModels() {}

  static void add(Map<String, CommandModel> models) {
    models.put("sed", TextModels::sed);
    models.put("gsed", TextModels::sed);
    for (String name : List.of("awk", "gawk", "mawk", "nawk")) {
      models.put(name, TextModels::awk);
    }
    models.put("tar", new TarModel());
    models.put("gtar", new TarModel());
    models.put("bsdtar", new TarModel());
    models.put("xxd", TextModels::xxd);
  }

  private static Flow sed(Invocation call) {
    Options options = Options.read(call.arguments(), SED, false);
    List<Text> operands = new ArrayList<>(options.operands());
    List<Text> scripts = new ArrayList<>();
    boolean file = false;
    for (Options.Found option : options.found()) {
      switch (option.name()) {
        case "-e", "--expression" -> {
          if (option.value() != null) {
            scripts.add(option.value());
          }
        }
        case "-f", "--file" -> {
          file = true;
          script(call, option).ifPresent(scripts::add);
        }
        case "-i", "--in-place" -> {}
        default -> TableModel.option(call, option);
      }
    }
    if (scripts.isEmpty() && !file && !operands.isEmpty()) {
      scripts.add(operands.removeFirst());
    }
    boolean sandboxed = options.has("--sandbox");
    boolean inPlace = options.has("-i", "--in-place");
    for (Text script : scripts) {
      SedScript.look(call, script, sandboxed, inPlace);
    }
    return files(call, operands, inPlace);
  }

  private static Optional<Text> script(Invocation call, Options.Found option) {
    if (option.value() == null) {
      return Optional.empty();
    }
    Flow content = call.files().read(option.value(), FileAccess.READ);
    if (content.text().isEmpty()) {
      Optional<String> text =
          call.places()
              .path(option.value())
              .flatMap(call.interpreter().world().surroundings()::content);
      if (text.isPresent()) {
        return text.map(Text::of);
      }
      call.unknown("its script is in a file");
    }
    return content.text().map(Text::of);
  }

  private static Flow files(Invocation call, List<Text> operands, boolean inPlace) {
    if (operands.isEmpty()) {
      Flow input = call.input();
      return input.listing() == null ? input.changed() : input.filtered(false);
    }
    Flow data = Flow.NOTHING;
    for (Text operand : operands) {
      if (operand.is("-")) {
        data = data.plus(call.input());
        continue;
      }
      if (inPlace) {
        call.files().touch(FileAccess.WRITE, operand);
      }
      data = data.plus(call.files().read(operand, FileAccess.READ));
    }
    return inPlace ? Flow.NOTHING : data.changed();
  }

  private static Flow awk(Invocation call) {
    Options options = Options.read(call.arguments(), AWK, false);
    List<Text> operands = new ArrayList<>(options.operands());
    List<Text> programs = new ArrayList<>();
    boolean file = false;
    for (Options.Found option : options.found()) {
      switch (option.name()) {
        case "-f", "--file" -> {
          file = true;
          script(call, option).ifPresent(programs::add);
        }
        case "-e", "--source" -> {
          if (option.value() != null) {
            programs.add(option.value());
          }
        }
        default -> TableModel.option(call, option);
      }
    }
    if (programs.isEmpty() && !file && !operands.isEmpty()) {
      programs.add(operands.removeFirst());
    }
    programs.forEach(program -> program(call, program));
    operands.removeIf(operand -> operand.raw().matches("[A-Za-z_]\\w*=.*"));
    return files(call, operands, false);
  }

  private static void program(Invocation call, Text program) {
    String code = program.raw();
    String plain =
        code.replaceAll("(?m)#.*$", "")
            .replaceAll("/(?:[^/\\n\\\\]|\\\\.)*/(?=\\s*[{,&|)]|$)", "//");
    Matcher commands = AWK_COMMAND.matcher(code);
    while (commands.find()) {
      call.interpreter().guess(commands.group(1).replace("\\\"", "\""), call.state().copy());
    }
    if (plain.contains("/inet/")) {
      InlineCode.look(call, code);
    }
    if (AWK_RUNS.matcher(plain).find() || pipes(plain)) {
      call.unknown("its program can run commands or read files");
    }
    Matcher writes = AWK_WRITE.matcher(plain);
    while (writes.find()) {
      if (writes.group(2) != null) {
        call.files().write(Text.of(writes.group(2)), Flow.unknown(Set.of(Taint.LOCAL)), false);
      } else if (!inParentheses(plain, writes.start(1))) {
        call.unknown("its program may write to a file");
      }
    }
    if (!program.isKnown() && !program.taints().equals(Set.of(Taint.UNSET))) {
      call.unknown("its program is not known");
    }
  }

  /** A bar outside of strings and not doubled leads into a command. */
  private static boolean pipes(String code) {
    String plain = code.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"").replace("||", "");
    return plain.indexOf('|') >= 0 && AWK_PIPE.matcher(plain).find();
  }

  /** A comparison within parentheses is no redirection. */
  private static boolean inParentheses(String code, int place) {
    int level = 0;
    for (int i = 0; i < place; i++) {
      level += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
    }
    return level > 0;
  }

  /** {@code xxd -r} decodes. */
  private static Flow xxd(Invocation call) {
    Flow flow = Catalogue.table("xxd").run(call);
    return call.arguments().stream().anyMatch(word -> word.raw().matches("-\\w*r\\w*"))
        ? flow.with(Set.of(Taint.DECODED))
        : flow;
  }
}
