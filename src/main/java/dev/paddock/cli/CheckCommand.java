package dev.paddock.cli;

import dev.paddock.action.Decision;
import dev.paddock.action.Effect;
import dev.paddock.action.Verdict;
import dev.paddock.gate.CommandCheck;
import dev.paddock.gate.Effects;
import dev.paddock.gate.ProjectSurroundings;
import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code paddock check}: what the gate says about a command line. */
final class CheckCommand implements Subcommand {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int DENIED = 2;
  private static final int ASKED = 3;

  private final InputStream in;

  CheckCommand() {
    this(System.in);
  }

  CheckCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "check",
            "Tells what the gate says about a command line, and why. Nothing is run.",
            "",
            "allow: every effect is provably inside the profile (exit status 0). deny: a rule forbids it (2). ask: it can't be"
                + " decided by rules (3). Without --fenced as if no sandbox were there.",
            "",
            "--batch reads JSON lines {\"id\", \"command\", \"cwd\"} and writes {\"id\", \"decision\", \"rule\", \"reason\"} for each.");
    spec.addOption(Options.value("DIR", "Where the command would start. Default: here.", "--cwd"));
    spec.addOption(Options.flag("As inside a session, where walls stand around it.", "--fenced"));
    spec.addOption(Options.flag("Print JSON.", "--json"));
    spec.addOption(Options.flag("Read many from standard input.", "--batch"));
    spec.addPositional(Options.words("COMMAND", "0..*", "The command line, as one word."));
    spec.parser().stopAtPositional(true);
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException {
    Caller caller = Caller.ofThisProcess();
    Path here = Path.of(System.getProperty("user.dir"));
    Path cwd = here.resolve(Options.value(parsed, "--cwd").orElse(".")).normalize();
    boolean fenced = parsed.hasMatchedOption("--fenced");
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    if (parsed.hasMatchedOption("--batch")) {
      if (!words.isEmpty()) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(), "--batch reads the commands from standard input");
      }
      batch(caller.home(), cwd, fenced, out);
      return ExitStatus.of(0);
    }
    if (words.isEmpty()) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "Which command? Example: paddock check -- 'rm -rf build'");
    }
    Decision decision = check(caller.home(), cwd, fenced).check(String.join(" ", words), cwd);
    if (parsed.hasMatchedOption("--json")) {
      Json.print(out, whole(decision));
    } else {
      explain(decision, out);
    }
    return ExitStatus.of(status(decision.verdict()));
  }

  private static CommandCheck check(Path home, Path cwd, boolean fenced) {
    return new CommandCheck(ProjectSurroundings.of(cwd, home), fenced, path -> false);
  }

  private static int status(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> 0;
      case DENY -> DENIED;
      case ASK -> ASKED;
    };
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> "allow";
      case DENY -> "deny";
      case ASK -> "ask";
    };
  }

  private static void explain(Decision decision, PrintWriter out) {
    out.println(word(decision.verdict()) + ": " + Text.printable(decision.reason()));
    if (!decision.rule().equals("none")) {
      out.println("rule: " + decision.rule() + " (" + Effects.name(decision.enforcement()) + ")");
    }
    if (!decision.remedy().isEmpty()) {
      out.println("what would change it: " + decision.remedy());
    }
    out.println("effects:");
    for (Effect effect : decision.effects()) {
      out.println("  " + Text.printable(Effects.shown(effect)));
    }
    out.flush();
  }

  private static Map<String, Object> whole(Decision decision) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("decision", word(decision.verdict()));
    whole.put("rule", decision.rule());
    whole.put("enforcement", Effects.name(decision.enforcement()));
    whole.put("reason", decision.reason());
    whole.put("remedy", decision.remedy());
    whole.put("effects", decision.effects().stream().map(Effects::shown).toList());
    return whole;
  }

  private void batch(Path home, Path here, boolean fenced, PrintWriter out) throws IOException {
    Map<Path, CommandCheck> checks = new HashMap<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null) {
      if (!line.isBlank()) {
        out.println(MAPPER.writeValueAsString(answer(line, home, here, fenced, checks)));
        if (!lines.ready()) {
          out.flush(); // whoever sends one at a time waits for it
        }
      }
      line = lines.readLine();
    }
    out.flush();
  }

  /** A line that can't be read is denied: nobody can tell what was meant. */
  private static Map<String, Object> answer(
      String line, Path home, Path here, boolean fenced, Map<Path, CommandCheck> checks) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      JsonNode row = MAPPER.readTree(line);
      answer.put("id", row.path("id"));
      JsonNode command = row.path("command");
      if (!command.isString()) {
        throw new IllegalArgumentException("it has no \"command\"");
      }
      Path cwd =
          row.path("cwd").isString() ? here.resolve(row.path("cwd").asString()).normalize() : here;
      Decision decision =
          checks
              .computeIfAbsent(cwd, folder -> check(home, folder, fenced))
              .check(command.asString(), cwd);
      answer.put("decision", word(decision.verdict()));
      answer.put("rule", decision.rule());
      answer.put("reason", decision.reason());
    } catch (JacksonException | IllegalArgumentException e) {
      answer.putIfAbsent("id", null);
      answer.put("decision", "deny");
      answer.put("rule", "malformed-input");
      answer.put("reason", "This line can't be read: " + e.getMessage());
    }
    return answer;
  }
}
