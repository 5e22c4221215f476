package dev.paddock.cli;

import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.ProfileDescription;
import dev.paddock.session.Caller;
import dev.paddock.session.Profiles;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code paddock profile}: what sessions may touch. */
@Command(
    name = "profile",
    description = "Shows what a session started here may touch.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ProfileCommand.Show.class)
final class ProfileCommand {
  /** {@code paddock profile show}. */
  @Command(
      name = "show",
      description = {
        "Prints the effective profile as TOML, each line with the layer that it came from: default, the organisation's"
            + " file, yours, the project's .paddock.toml, or a flag."
      },
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin private ProfileFlags profile = new ProfileFlags();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      LoadedProfile loaded =
          Profiles.load(Caller.ofThisProcess(), profile.profile(), profile.flags());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        Json.print(out, ProfileDescription.data(loaded));
      } else {
        ProfileDescription.toml(loaded).forEach(out::println);
        out.flush();
      }
      return 0;
    }
  }
}
