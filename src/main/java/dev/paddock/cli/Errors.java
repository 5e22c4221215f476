package dev.paddock.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How a command's failure is told: cause and remedy, no stack trace unless PADDOCK_DEBUG is set.
 */
final class Errors {
  private Errors() {}

  static int handle(Exception problem, CommandLine line, ParseResult result) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    line.getErr().println("paddock: " + cause.getMessage());
    if (System.getenv("PADDOCK_DEBUG") != null) {
      cause.printStackTrace(line.getErr());
    }
    line.getErr().flush();
    return Main.FAILED;
  }

  static int handleUsage(ParameterException problem, String[] arguments) {
    CommandLine line = problem.getCommandLine();
    line.getErr().println("paddock: " + problem.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, line.getErr())) {
      line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    line.getErr().flush();
    return Main.FAILED;
  }
}
