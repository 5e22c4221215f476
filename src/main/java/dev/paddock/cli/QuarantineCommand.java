package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Text;
import dev.paddock.workspace.Quarantine;
import dev.paddock.workspace.QuarantineReport;
import dev.paddock.workspace.Taken;
import dev.paddock.workspace.WorkspaceGuard;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock quarantine}: what sessions left that would run outside. */
final class QuarantineCommand extends Group {
  @Override
  public CommandSpec spec() {
    return group(
        "quarantine",
        "Shows and gives back what sessions left that would run outside (git hooks, editors' tasks, agents' settings …).",
        new ListHeld(),
        new Restore(),
        new Drop(),
        new Sweep());
  }

  private static WorkspaceGuard guard() throws IOException {
    Caller caller = Caller.ofThisProcess();
    return new WorkspaceGuard(
        PaddockFolders.of(caller.home(), caller.environment()).state(), Clock.systemUTC());
  }

  private static void print(PrintWriter out, List<Taken> taken) {
    taken.forEach(t -> out.println("  " + Text.printable(t.path() + "  (" + t.reason() + ")")));
  }

  /** {@code paddock quarantine list}. */
  private static final class ListHeld implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec = Options.command(this, "list", "Lists what is held.");
      spec.addOption(Options.flag("Print JSON.", "--json"));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException {
      List<Quarantine.Held> all = guard().quarantine().list();
      if (parsed.hasMatchedOption("--json")) {
        Json.print(out, all.stream().map(ListHeld::row).toList());
      } else if (all.isEmpty()) {
        out.println("Nothing is held.");
      } else {
        for (Quarantine.Held held : all) {
          out.println(held.session() + "  " + Text.printable(held.project()));
          print(out, held.taken());
        }
      }
      return ExitStatus.of(0);
    }

    private static Map<String, Object> row(Quarantine.Held held) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("session", held.session());
      row.put("project", held.project());
      row.put("taken", held.taken().stream().map(ListHeld::row).toList());
      return row;
    }

    private static Map<String, Object> row(Taken taken) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("path", taken.path());
      row.put("when", taken.when().toString());
      row.put("reason", taken.reason());
      return row;
    }
  }

  /** {@code paddock quarantine restore}. */
  private static final class Restore implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(
              this,
              "restore",
              "Gives back what a session left. Nothing that exists is overwritten.");
      spec.addPositional(
          Options.words(
              "SESSION [PATH…]",
              "1..*",
              "The session as the list names it, and only these paths if any."));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException {
      List<String> words = parsed.matchedPositionalValue(0, List.of());
      List<Taken> given =
          guard().quarantine().restore(words.getFirst(), words.subList(1, words.size()));
      out.println("Given back:");
      print(out, given);
      return ExitStatus.of(0);
    }
  }

  /** {@code paddock quarantine drop}. */
  private static final class Drop implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(this, "drop", "Deletes what is held of sessions, for good.");
      spec.addPositional(Options.words("SESSION", "1..*", "As the list names them."));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException {
      Quarantine quarantine = guard().quarantine();
      List<String> sessions = parsed.matchedPositionalValue(0, List.of());
      sessions.forEach(quarantine::drop);
      return ExitStatus.of(0);
    }
  }

  /** {@code paddock quarantine sweep}. */
  private static final class Sweep implements Subcommand {
    @Override
    public CommandSpec spec() {
      return Options.command(
          this,
          "sweep",
          "Takes now what killed sessions left, instead of when the next one starts there. Exit status 1 if something"
              + " could not be taken.");
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws IOException {
      boolean clean = true;
      for (QuarantineReport report : guard().sweepAbandoned()) {
        out.println(report.session() + "  " + Text.printable(report.project()));
        print(out, report.taken());
        report
            .findings()
            .forEach(finding -> out.println("  " + Text.printable(finding.toString())));
        clean &= report.findings().isEmpty();
      }
      return ExitStatus.of(clean ? 0 : 1);
    }
  }
}
