package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Signals;
import dev.paddock.session.MachineView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
    if (arguments.length > 0 && arguments[0].equals("run")) {
      MachineView.beginLooking();
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
    String first = arguments.length == 0 ? "" : arguments[0];
    int code = commandLine(first).execute(arguments);
    return code > 128 && FATAL.contains(code - 128)
        ? new ExitStatus.Killed(code - 128)
        : new ExitStatus.Exited(code);
  }

  /**
   * Returns the parser.
   *
   * @param first the first argument: if it names a subcommand only that one is built, since picocli
   *     takes some 8 ms for each
   */
  static CommandLine commandLine(String first) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("run", RunCommand::new);
    all.put("profile", ProfileCommand::new);
    all.put("trust", TrustCommand::new);
    all.put("quarantine", QuarantineCommand::new);
    all.put("doctor", DoctorCommand::new);
    all.put("help", CommandLine.HelpCommand::new);
    CommandLine line = new CommandLine(new Main());
    all.forEach(
        (name, command) -> {
          if (name.equals(first) || !all.containsKey(first) || first.equals("help")) {
            line.addSubcommand(name, command.get());
          }
        });
    line.setExecutionExceptionHandler(Errors::handle);
    line.setParameterExceptionHandler(Errors::handleUsage);
    line.setUsageHelpAutoWidth(true);
    CommandLine run = line.getSubcommands().get("run");
    if (run != null) {
      run.setStopAtPositional(true); // what follows the command is the command's
    }
    return line;
  }
}
