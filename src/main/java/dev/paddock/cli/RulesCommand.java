package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.permissions.GateRule;
import dev.paddock.permissions.Imported;
import dev.paddock.permissions.ImportedLine;
import dev.paddock.permissions.Outcome;
import dev.paddock.permissions.PermissionFile;
import dev.paddock.permissions.PermissionSources;
import dev.paddock.permissions.Permissions;
import dev.paddock.permissions.Wall;
import dev.paddock.profile.DomainPattern;
import dev.paddock.profile.PathPattern;
import dev.paddock.session.AgentPermissions;
import dev.paddock.session.Caller;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock rules}: the permission rules that agents have already. */
final class RulesCommand extends Group {
  @Override
  public CommandSpec spec() {
    return group(
        "rules", "Shows what becomes of the permission rules of your agents.", new Import());
  }

  /** {@code paddock rules import}. */
  private static final class Import implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(
              this,
              "import",
              "Tells line by line which permission rule of Claude Code, Codex and Gemini CLI is a wall in a session, which"
                  + " one the gate decides by, and which can't be enforced, and why.",
              "",
              "Without FILE, of all that is found on this machine for the current folder. Nothing has to be imported by"
                  + " hand: every session reads them, unless the profile says import = false in [permissions].",
              "",
              "Exit status 1 if something can't be understood.");
      spec.addOption(Options.flag("Print JSON.", "--json"));
      spec.addPositional(
          Options.words(
              "FILE", "0..*", "Settings (.json), Codex rules (.rules), policies (.toml)."));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
      Caller caller = Caller.ofThisProcess();
      PermissionSources sources = AgentPermissions.sources(caller);
      List<String> names = parsed.matchedPositionalValue(0, List.of());
      if (!names.isEmpty()) {
        List<Path> files =
            names.stream()
                .map(name -> caller.workingDirectory().resolve(name).normalize())
                .toList();
        for (Path file : files) {
          if (!Files.exists(file)) {
            throw new NoSuchFileException("There is no file " + file);
          }
        }
        sources = sources.only(files);
      }
      Imported imported = Permissions.read(sources);
      if (parsed.hasMatchedOption("--json")) {
        Json.print(out, data(imported));
      } else {
        print(imported, out);
      }
      return ExitStatus.of(imported.problems().isEmpty() ? 0 : 1);
    }
  }

  private static void print(Imported imported, PrintWriter out) {
    if (imported.read().isEmpty() && imported.problems().isEmpty()) {
      out.println("No agent's permission rules are found here.");
    }
    Optional<PermissionFile> last = Optional.empty();
    for (ImportedLine line : imported.lines()) {
      PermissionFile file = line.origin().file();
      if (!last.equals(Optional.of(file))) {
        last = Optional.of(file);
        out.println(
            Text.printable(file.file().toString()).replace('\n', '?')
                + "  ("
                + file.agent().label()
                + ", "
                + file.scope().label()
                + ")");
      }
      String text =
          "  %4d  %-5s %-13s %s%s"
              .formatted(
                  line.origin().line(),
                  verdict(line),
                  kind(line),
                  line.origin().text(),
                  explanation(line));
      out.println(Text.printable(text).replace('\n', ' '));
    }
    imported.problems().forEach(problem -> out.println("not understood: " + problem));
  }

  private static String verdict(ImportedLine line) {
    return line.verdict().name().toLowerCase(Locale.ROOT);
  }

  private static String kind(ImportedLine line) {
    return switch (line.outcome()) {
      case Outcome.Walled _ -> "wall";
      case Outcome.Gated _ -> "gate";
      case Outcome.NotEnforced _ -> "not enforced";
    };
  }

  private static String explanation(ImportedLine line) {
    return switch (line.outcome()) {
      case Outcome.Walled(List<Wall> walls, var _) ->
          "  → " + String.join(", ", walls.stream().map(RulesCommand::text).toList());
      case Outcome.Gated(var _, var _, String note) -> note.isEmpty() ? "" : "  → " + note;
      case Outcome.NotEnforced(String reason) -> "  → " + reason;
    };
  }

  private static String text(Wall wall) {
    return switch (wall) {
      case Wall.Hidden(PathPattern pattern) -> "hidden: " + pattern.text();
      case Wall.ReadOnly(PathPattern pattern) -> "read-only: " + pattern.text();
      case Wall.Closed(DomainPattern pattern) -> "closed: " + pattern.text();
    };
  }

  private static Map<String, Object> data(Imported imported) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("files", imported.read().stream().map(RulesCommand::data).toList());
    data.put("lines", imported.lines().stream().map(RulesCommand::data).toList());
    data.put(
        "problems",
        imported.problems().stream()
            .map(
                problem -> {
                  Map<String, Object> row = data(problem.file());
                  row.put("line", problem.line());
                  row.put("message", problem.message());
                  return row;
                })
            .toList());
    return data;
  }

  private static Map<String, Object> data(PermissionFile file) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("agent", file.agent().label());
    row.put("scope", file.scope().label());
    row.put("file", file.file().toString());
    return row;
  }

  private static Map<String, Object> data(ImportedLine line) {
    Map<String, Object> row = data(line.origin().file());
    row.put("line", line.origin().line());
    row.put("path", line.origin().path());
    row.put("rule", line.origin().text());
    row.put("verdict", verdict(line));
    row.put("becomes", kind(line));
    switch (line.outcome()) {
      case Outcome.Walled(List<Wall> walls, List<GateRule> _) ->
          row.put("walls", walls.stream().map(RulesCommand::text).toList());
      case Outcome.Gated(var _, List<Wall> partly, String note) -> {
        row.put("partly", partly.stream().map(RulesCommand::text).toList());
        row.put("reason", note);
      }
      case Outcome.NotEnforced(String reason) -> row.put("reason", reason);
    }
    return row;
  }
}
