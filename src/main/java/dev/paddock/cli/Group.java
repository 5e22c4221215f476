package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A command that has subcommands and does nothing itself. */
abstract class Group implements Subcommand {
  /** Describes the group. */
  CommandSpec group(String name, String description, Subcommand... members) {
    CommandSpec spec = Options.command(this, name, description);
    spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    for (Subcommand member : List.of(members)) {
      CommandSpec child = member.spec();
      spec.addSubcommand(child.name(), new CommandLine(child));
    }
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) {
    throw new ParameterException(parsed.commandSpec().commandLine(), "A subcommand is missing");
  }
}
