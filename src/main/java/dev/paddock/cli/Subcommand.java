package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One command of the command line. Its options are declared through picocli's programmatic face,
 * not by annotations: these are read by reflection, which costs 25 ms of every start.
 */
interface Subcommand {
  /** Returns a new description of the command: its name, options and help. */
  CommandSpec spec();

  /**
   * Does what was asked for.
   *
   * @param parsed what {@link #spec} made of the arguments
   * @return how this process is to end
   */
  ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception;
}
