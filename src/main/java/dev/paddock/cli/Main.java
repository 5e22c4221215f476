package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.Signals;
import dev.paddock.session.MachineView;
import dev.paddock.session.RawWords;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The entry point, and the command that only has subcommands. */
public final class Main extends Group {
  /** When Paddock itself could not do it. */
  static final int FAILED = 125;

  private static final SequencedMap<String, Supplier<Subcommand>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("profile", ProfileCommand::new);
    COMMANDS.put("rules", RulesCommand::new);
    COMMANDS.put("trust", TrustCommand::new);
    COMMANDS.put("quarantine", QuarantineCommand::new);
    COMMANDS.put("land", LandCommand::new);
    COMMANDS.put("allow", AllowCommand::new);
    COMMANDS.put("ask", AskCommand::new);
    COMMANDS.put("ports", PortsCommand::new);
    COMMANDS.put("auto-mode", AutoModeCommand::new);
    COMMANDS.put("eval", EvalCommand::new);
    COMMANDS.put("judge", JudgeCommand::new);
    COMMANDS.put("log", LogCommand::new);
    COMMANDS.put("why", WhyCommand::new);
    COMMANDS.put("hook", HookCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
  }

  private final String first;
  private @Nullable ExitStatus status;

  private Main(String first) {
    this.first = first;
  }

  /** Runs Paddock. */
  public static void main(String[] arguments) throws LinuxException {
    if (arguments.length == 1 && arguments[0].equals("--train")) {
      Training.run();
      System.exit(0);
    }
    if (arguments.length > 0 && arguments[0].equals("run")) {
      MachineView.beginLooking();
    }
    ExitStatus status = execute(RawWords.arguments(arguments));
    if (status instanceof ExitStatus.Killed(int signal)) {
      Signals.dieBy(signal);
    }
    System.exit(status.shellCode());
  }

  /** Runs one command line. */
  static ExitStatus execute(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    Main main = new Main(first);
    int code = main.commandLine().execute(arguments);
    ExitStatus told = main.status;
    return told == null ? ExitStatus.of(code) : told;
  }

  /**
   * Returns the parser.
   *
   * @param first the first argument: if it names a subcommand only that one is described, to save
   *     time
   */
  static CommandLine commandLine(String first) {
    return new Main(first).commandLine();
  }

  private CommandLine commandLine() {
    CommandLine line = new CommandLine(spec());
    line.setExecutionStrategy(this::dispatch);
    line.setExecutionExceptionHandler(Errors::handle);
    line.setParameterExceptionHandler(Errors::handleUsage);
    line.setUsageHelpAutoWidth(true);
    line.setExpandAtFiles(false); // a word @FILE is the command's own, or --task's
    return line;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        group(
            "paddock",
            "Runs a coding agent, or any command, inside a sandbox that the Linux kernel enforces. It may write the project"
                + " and nothing else; it reaches the hosts that you name; your keys and your home do not exist inside.",
            COMMANDS.containsKey(first)
                ? new Subcommand[] {COMMANDS.get(first).get()}
                : COMMANDS.values().stream().map(Supplier::get).toArray(Subcommand[]::new));
    spec.versionProvider(new Version());
    spec.usageMessage()
        .footer("", "Exit status: the command's own; 125 when Paddock itself could not do it.");
    return spec;
  }

  private int dispatch(ParseResult parsed) throws CommandLine.ExecutionException {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine line = last.commandSpec().commandLine();
    try {
      ExitStatus end = ((Subcommand) last.commandSpec().userObject()).run(last, line.getOut());
      line.getOut().flush();
      status = end;
      return end.shellCode();
    } catch (CommandLine.ParameterException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(line, String.valueOf(e.getMessage()), e);
    }
  }
}
