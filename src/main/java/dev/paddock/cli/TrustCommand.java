package dev.paddock.cli;

import dev.paddock.profile.ProfileLoader;
import dev.paddock.profile.TrustStore;
import dev.paddock.session.Caller;
import dev.paddock.session.PaddockFolders;
import dev.paddock.session.Profiles;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code paddock trust}: lets a project's own profile widen, as it is now. */
@Command(
    name = "trust",
    description = {
      "Trusts the project's own profile, .paddock.toml, in exactly its present content, so that it may widen and not only"
          + " narrow what sessions touch. Prints that content first. Any change of the file ends the trust."
    },
    mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {
  @Option(names = "--revoke", description = "End the trust instead.")
  private boolean revoke;

  @Option(names = "--list", description = "List the files that are trusted.")
  private boolean list;

  @Option(names = "--json", description = "With --list: print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Caller caller = Caller.ofThisProcess();
    TrustStore store =
        new TrustStore(
            PaddockFolders.of(caller.home(), caller.environment()).state().resolve("trust"));
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      list(store, out);
      return 0;
    }
    Path file = Profiles.project(caller).resolve(ProfileLoader.PROJECT_FILE);
    if (revoke) {
      boolean was = store.revoke(file);
      out.println(was ? file + " is not trusted any more." : file + " was not trusted.");
      return was ? 0 : 1;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new java.io.IOException(
          "There is no file "
              + file
              + " to trust. A project's profile is a plain file of this name.");
    }
    byte[] content = Files.readAllBytes(file);
    out.println(Text.printable(new String(content, StandardCharsets.UTF_8)));
    out.println(
        "# " + file + " is trusted with this content: sha256 " + store.trust(file, content));
    return 0;
  }

  private void list(TrustStore store, PrintWriter out) throws java.io.IOException {
    List<Map<String, Object>> rows =
        store.list().stream()
            .map(
                file ->
                    Map.<String, Object>of("file", file.file().toString(), "sha256", file.sha256()))
            .toList();
    if (json) {
      Json.print(out, rows);
    } else {
      rows.forEach(row -> out.println(row.get("sha256") + "  " + row.get("file")));
    }
  }
}
