package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.packages.Registry;
import dev.paddock.packages.RegistryAnswer;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.ProfileDescription;
import dev.paddock.session.Caller;
import dev.paddock.session.Profiles;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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
                  + " organisation's file, yours, the project's .paddock.toml, or a flag; and the package"
                  + " registries that this machine's own package managers use.");
      ProfileFlags.addTo(spec);
      spec.addOption(Options.flag("Print JSON.", "--json"));
      return spec;
    }

    @Override
    public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
      Caller caller = Caller.ofThisProcess();
      LoadedProfile loaded =
          Profiles.load(caller, ProfileFlags.profile(parsed), ProfileFlags.flags(parsed));
      RegistryAnswer registries = Profiles.registries(caller, loaded, System.err);
      if (parsed.hasMatchedOption("--json")) {
        Map<String, Object> data = new LinkedHashMap<>(ProfileDescription.data(loaded));
        data.put("registryHosts", registries.registries().stream().map(Show::data).toList());
        data.put("registryNotes", registries.notes());
        Json.print(out, data);
      } else {
        ProfileDescription.toml(loaded).forEach(out::println);
        comments(registries).forEach(out::println);
      }
      return ExitStatus.of(0);
    }

    private static Map<String, Object> data(Registry registry) {
      SequencedMap<String, Object> data = new LinkedHashMap<>();
      data.put("client", registry.client());
      data.put("host", registry.host());
      data.put("port", registry.port());
      data.put("tls", registry.tls());
      data.put("access", "read-only");
      return data;
    }

    /** They are no part of a profile that could be written anywhere, so they are comments. */
    private static List<String> comments(RegistryAnswer answer) {
      if (answer.registries().isEmpty()) {
        return List.of();
      }
      List<String> lines = new ArrayList<>();
      lines.add("");
      lines.add("# The registries of this machine's package managers, read-only (GET and HEAD):");
      for (Registry registry : answer.registries()) {
        lines.add("#   %s:%d of %s".formatted(registry.host(), registry.port(), registry.client()));
      }
      answer.notes().forEach(note -> lines.add("# note: " + note));
      return lines;
    }
  }
}
