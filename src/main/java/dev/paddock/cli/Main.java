package dev.paddock.cli;

import static java.util.Objects.requireNonNull;

import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Signals;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The entry point, and the command that only has subcommands. */
@Command(
    name = "paddock",
    description = {
      "Runs a coding agent, or any command, inside a sandbox that the Linux kernel enforces.",
      "It may write the project and nothing else; your keys, your home and the network do not exist inside."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      ProfileCommand.class,
      TrustCommand.class,
      QuarantineCommand.class,
      DoctorCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.LOCAL,
    versionProvider = Version.class,
    footer = {"", "Exit status: the command's own; 125 when Paddock itself could not do it."})
public final class Main {
  /** When Paddock itself could not do it. */
  static final int FAILED = 125;

  /** Signals that kill by default (signal(7)), for telling a shell's 128+n from a death. */
  private static final Set<Integer> FATAL =
      Set.of(1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25);

  private Main() {}

  /** Runs Paddock. */
  public static void main(String[] arguments) throws LinuxException {
    if (arguments.length == 1 && arguments[0].equals("--train")) {
      System.exit(Training.run());
    }
    ExitStatus status = execute(arguments);
    if (status instanceof ExitStatus.Killed(int signal) && FATAL.contains(signal)) {
      Signals.dieBy(signal);
    }
    System.exit(status.shellCode());
  }

  /**
   * Runs one command line.
   *
   * <p>bubblewrap reports a death by signal as 128 plus its number, as shells do. That is turned
   * back into the death, so that whoever started Paddock sees what it would see of the command
   * itself. A command that exits with such a status of its own accord looks the same, to a shell in
   * both cases.
   */
  static ExitStatus execute(String... arguments) {
    CommandLine line = commandLine();
    int code = line.execute(arguments);
    return code > 128 && FATAL.contains(code - 128)
        ? new ExitStatus.Killed(code - 128)
        : new ExitStatus.Exited(code);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(Errors::handle);
    line.setParameterExceptionHandler(Errors::handleUsage);
    requireNonNull(line.getSubcommands().get("run")).setStopAtPositional(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }
}
