package dev.paddock.cli;

import dev.paddock.session.Text;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How a command's failure is told: cause and remedy, no stack trace unless PADDOCK_DEBUG is set.
 */
final class Errors {
  private Errors() {}

  /** Tells the command's own failure: picocli has taken its wrapping off already. */
  static int handle(Exception problem, CommandLine line, ParseResult result) {
    String message = problem.getMessage();
    line.getErr()
        .println("paddock: " + Text.printable(message == null ? problem.toString() : message));
    if (System.getenv("PADDOCK_DEBUG") != null) {
      problem.printStackTrace(line.getErr());
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
