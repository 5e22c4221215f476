package dev.paddock.cli;

import dev.paddock.session.Caller;
import dev.paddock.session.Launcher;
import dev.paddock.session.Session;
import dev.paddock.session.SessionOptions;
import dev.paddock.session.SessionOptions.Verbosity;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paddock run}: a command inside the sandbox. */
@Command(
    name = "run",
    description = {
      "Runs a command, and all that it starts, inside the sandbox.",
      "",
      "Inside, the project is writable at its own path; the system's folders are read-only; HOME holds toolchains,"
          + " warm caches (copy-on-write) and harmless settings only; there is no network. The end of this process, however"
          + " it comes, ends everything inside."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  paddock run -- bash",
      "  paddock run --hide '.env*' -- mvn -o verify",
      "  paddock run --time 30m -- ./agent.sh"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private ProfileFlags profile = new ProfileFlags();

  @Option(
      names = {"-q", "--quiet"},
      description = "Leave notices out; errors, and what was quarantined, are still told.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell what of HOME was left out, and why.")
  private boolean verbose;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command and its arguments.")
  private List<String> command = List.of();

  @Override
  public Integer call() throws Exception {
    SessionOptions options =
        new SessionOptions(profile.profile(), profile.flags(), List.copyOf(command), verbosity());
    return new Session(Caller.ofThisProcess(), Launcher.ofThisProcess(), options).run().shellCode();
  }

  private Verbosity verbosity() {
    if (quiet) {
      return Verbosity.QUIET;
    }
    return verbose ? Verbosity.VERBOSE : Verbosity.NORMAL;
  }
}
