package dev.paddock.cli;

import dev.paddock.linux.ExitStatus;
import dev.paddock.profile.ProfileLoader;
import dev.paddock.profile.TrustStore;
import dev.paddock.profile.TrustedFile;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Profiles;
import dev.paddock.session.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paddock trust}: lets a project's own profile widen, as it is now. */
final class TrustCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            this,
            "trust",
            "Trusts the project's own profile as it is now.",
            "",
            "Then .paddock.toml may widen, and not only narrow, what sessions touch. Prints that content first. Any change of the file ends the trust.");
    spec.addOption(Options.flag("End the trust instead.", "--revoke"));
    spec.addOption(Options.flag("List the files that are trusted.", "--list"));
    spec.addOption(Options.flag("With --list: print JSON.", "--json"));
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult parsed, PrintWriter out) throws Exception {
    Caller caller = Caller.ofThisProcess();
    TrustStore store =
        new TrustStore(
            PaddockFolders.of(caller.home(), caller.environment()).state().resolve("trust"));
    if (parsed.hasMatchedOption("--list")) {
      list(store, parsed.hasMatchedOption("--json"), out);
      return ExitStatus.of(0);
    }
    Path file = Profiles.project(caller).resolve(ProfileLoader.PROJECT_FILE);
    if (parsed.hasMatchedOption("--revoke")) {
      boolean was = store.revoke(file);
      out.println(was ? file + " is not trusted any more." : file + " was not trusted.");
      return ExitStatus.of(was ? 0 : 1);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "There is no file "
              + file
              + " to trust. A project's profile is a plain file of this name.");
    }
    byte[] content = Files.readAllBytes(file);
    out.println(Text.printable(new String(content, StandardCharsets.UTF_8)));
    out.println(
        "# " + file + " is trusted with this content: sha256 " + store.trust(file, content));
    return ExitStatus.of(0);
  }

  private static void list(TrustStore store, boolean json, PrintWriter out) throws IOException {
    List<TrustedFile> files = store.list();
    if (json) {
      Json.print(
          out,
          files.stream()
              .map(file -> Map.of("file", file.file().toString(), "sha256", file.sha256()))
              .toList());
    } else {
      files.forEach(
          file -> out.println(file.sha256() + "  " + Text.printable(file.file().toString())));
    }
  }
}
