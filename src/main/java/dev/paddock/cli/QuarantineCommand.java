package dev.paddock.cli;

import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code paddock quarantine}: what sessions left that would run outside. */
@Command(
    name = "quarantine",
    description = {
      "What sessions left in a project that would later run outside the sandbox (git hooks, editors' tasks, agents'"
          + " settings …) is held here until you give it back or drop it."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QuarantineCommand.ListHeld.class,
      QuarantineCommand.Restore.class,
      QuarantineCommand.Drop.class,
      QuarantineCommand.Sweep.class
    })
final class QuarantineCommand {
  private static WorkspaceGuard guard() throws IOException {
    Caller caller = Caller.ofThisProcess();
    return new WorkspaceGuard(
        PaddockFolders.of(caller.home(), caller.environment()).state(), Clock.systemUTC());
  }

  private static Map<String, Object> row(Taken taken) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("path", taken.path());
    row.put("when", taken.when().toString());
    row.put("reason", taken.reason());
    return row;
  }

  private static void print(PrintWriter out, List<Taken> taken) {
    taken.forEach(t -> out.println("  " + Text.printable(t.path() + "  (" + t.reason() + ")")));
  }

  /** {@code paddock quarantine list}. */
  @Command(name = "list", description = "Lists what is held.", mixinStandardHelpOptions = true)
  static final class ListHeld implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      List<Quarantine.Held> all = guard().quarantine().list();
      if (json) {
        Json.print(
            out,
            all.stream()
                .map(
                    held ->
                        Map.of(
                            "session", held.session(),
                            "project", held.project(),
                            "taken", held.taken().stream().map(QuarantineCommand::row).toList()))
                .toList());
      } else if (all.isEmpty()) {
        out.println("Nothing is held.");
      } else {
        for (Quarantine.Held held : all) {
          out.println(held.session() + "  " + Text.printable(held.project()));
          print(out, held.taken());
        }
      }
      return 0;
    }
  }

  /** {@code paddock quarantine restore}. */
  @Command(
      name = "restore",
      description = "Gives back what a session left. Nothing that exists is overwritten.",
      mixinStandardHelpOptions = true)
  static final class Restore implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SESSION", description = "As the list names it.")
    private String session = "";

    @Parameters(index = "1..*", paramLabel = "PATH", description = "Only these; all without any.")
    private List<String> paths = List.of();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      List<Taken> given = guard().quarantine().restore(session, paths);
      out.println("Given back:");
      print(out, given);
      return 0;
    }
  }

  /** {@code paddock quarantine drop}. */
  @Command(
      name = "drop",
      description = "Deletes what is held of a session, for good.",
      mixinStandardHelpOptions = true)
  static final class Drop implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SESSION", description = "As the list names it.")
    private String session = "";

    @Override
    public Integer call() throws IOException {
      guard().quarantine().drop(session);
      return 0;
    }
  }

  /** {@code paddock quarantine sweep}. */
  @Command(
      name = "sweep",
      description =
          "Takes now what killed sessions left, instead of when the next one starts there.",
      mixinStandardHelpOptions = true)
  static final class Sweep implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      boolean clean = true;
      for (QuarantineReport report : guard().sweepAbandoned()) {
        out.println(report.session() + "  " + Text.printable(report.project()));
        print(out, report.taken());
        report
            .findings()
            .forEach(finding -> out.println("  " + Text.printable(finding.toString())));
        clean &= report.findings().isEmpty();
      }
      return clean ? 0 : 1;
    }
  }
}
