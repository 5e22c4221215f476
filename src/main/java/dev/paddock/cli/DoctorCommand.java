package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.machine.Finding;
import dev.paddock.machine.MachineChecks;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Text;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock doctor}: what this machine can do. */
final class DoctorCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "doctor",
            "Tells what this machine can and can't do for a sandbox.",
            "",
            "Each line is measured by trying it; where something"
                + " is missing, the one fix stands below. Exit status 1 if a sandbox can't be made.");
    spec.addOption(Options.flag("Print JSON.", "--json"));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    Caller caller = Caller.ofThisProcess();
    PaddockFolders folders = PaddockFolders.of(caller.home(), caller.environment());
    List<Finding> findings =
        new MachineChecks(caller.workingDirectory(), folders.stage(), caller.uid()).run();
    if (parsed.hasMatchedOption("--json")) {
      Json.print(out, findings.stream().map(DoctorCommand::row).toList());
    } else {
      findings.forEach(finding -> print(out, finding));
    }
    boolean missing = findings.stream().anyMatch(f -> f.status() == Finding.Status.MISSING);
    return ExitStatus.of(missing ? 1 : 0);
  }

  private static Map<String, Object> row(Finding finding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", finding.name());
    row.put("status", finding.status().name().toLowerCase(Locale.ROOT));
    row.put("measured", finding.measured());
    finding.fix().ifPresent(fix -> row.put("fix", fix));
    return row;
  }

  private static void print(PrintWriter out, Finding finding) {
    String mark =
        switch (finding.status()) {
          case WORKS -> "@|green works  |@";
          case NOTE -> "@|yellow note   |@";
          case MISSING -> "@|red missing|@";
        };
    out.println(
        Ansi.AUTO.string(mark) + "  " + Text.printable(finding.name() + ": " + finding.measured()));
    finding.fix().ifPresent(fix -> out.println("         " + Text.printable(fix)));
  }
}
