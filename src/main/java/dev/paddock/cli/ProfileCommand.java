package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.ProfileDescription;
import dev.paddock.session.Caller;
import dev.paddock.session.Profiles;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock profile}: what sessions may touch. */
final class ProfileCommand extends Group {
  @Override
  public CommandSpec spec() {
    return group("profile", "Shows what a session started here may touch.", new Show());
  }

  /** {@code paddock profile show}. */
  private static final class Show implements Subcommand {
    @Override
    public CommandSpec spec() {
      CommandSpec spec =
          Options.command(
              this,
              "show",
              "Prints the effective profile as TOML, each line with the layer that it came from: default, the"
                  + " organisation's file, yours, the project's .paddock.toml, or a flag.");
      ProfileFlags.addTo(spec);
      spec.addOption(Options.flag("Print JSON.", "--json"));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
      LoadedProfile loaded =
          Profiles.load(
              Caller.ofThisProcess(), ProfileFlags.profile(parsed), ProfileFlags.flags(parsed));
      if (parsed.hasMatchedOption("--json")) {
        Json.print(out, ProfileDescription.data(loaded));
      } else {
        ProfileDescription.toml(loaded).forEach(out::println);
      }
      return ExitStatus.of(0);
    }
  }
}
