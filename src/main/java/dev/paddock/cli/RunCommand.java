package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.session.Caller;
import dev.paddock.session.Launcher;
import dev.paddock.session.Session;
import dev.paddock.session.SessionOptions;
import dev.paddock.session.SessionOptions.Verbosity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock run}: a command inside the sandbox. */
final class RunCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "run",
            "Runs a command, and all that it starts, inside the sandbox.",
            "",
            "Inside, the project is writable at its own path; the system's folders are read-only; HOME holds toolchains,"
                + " warm caches (copy-on-write) and harmless settings only; the network is what the profile names, and the"
                + " registries of your package managers, read-only. The end of this process,"
                + " however it comes, ends everything inside.");
    ProfileFlags.addTo(spec);
    spec.addOption(
        Options.flag(
            "Leave notices out; errors, and what was quarantined, are still told.",
            "-q",
            "--quiet"));
    spec.addOption(Options.flag("Tell what of HOME was left out, and why.", "-v", "--verbose"));
    spec.addOption(
        Options.value(
            "TEXT",
            "What the agent is to do, in your own words; @FILE reads them from a file. It tells Paddock only, which judges"
                + " by it; the agent gets its task from you as ever.",
            "--task"));
    spec.addPositional(Options.words("COMMAND", "1..*", "The command and its arguments."));
    spec.parser().stopAtPositional(true); // what follows the command is the command's
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  paddock run -- bash",
            "  paddock run --hide '.env*' -- mvn verify",
            "  paddock run --allow api.example.com --reach 5432 -- npm test",
            "  paddock run --time 30m -- ./agent.sh",
            "  paddock run --task 'mend the failing test' -- claude");
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    Caller caller = Caller.ofThisProcess();
    Optional<String> task = Options.value(parsed, "--task");
    SessionOptions options =
        new SessionOptions(
            ProfileFlags.profile(parsed),
            ProfileFlags.flags(parsed),
            parsed.matchedPositionalValue(0, List.of()),
            verbosity(parsed),
            task.isPresent()
                ? Optional.of(TaskText.read(task.get(), caller.workingDirectory()))
                : Optional.empty());
    return new Session(caller, Launcher.ofThisProcess(), options).run();
  }

  private static Verbosity verbosity(ParseResult parsed) {
    if (parsed.hasMatchedOption("--quiet")) {
      return Verbosity.QUIET;
    }
    return parsed.hasMatchedOption("--verbose") ? Verbosity.VERBOSE : Verbosity.NORMAL;
  }
}
