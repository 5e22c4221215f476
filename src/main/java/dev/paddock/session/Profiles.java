package dev.paddock.session;

import dev.paddock.packages.RegistryAnswer;
import dev.paddock.permissions.Imported;
import dev.paddock.profile.Flags;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.ProfileException;
import dev.paddock.profile.ProfileLoader;
import dev.paddock.profile.ProfileSources;
import dev.paddock.session.SessionOptions.Verbosity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the layers of the profile are for a caller, and what they come to. */
public final class Profiles {
  private static final Path ORGANISATION = Path.of("/etc/paddock/profile.toml");

  private Profiles() {}

  /**
   * Reads the profile that a session started by this caller would have.
   *
   * @param name the NAME of {@code -p}
   */
  public static LoadedProfile load(Caller caller, Optional<String> name, Flags flags)
      throws ProfileException, SessionException {
    return load(caller, project(caller), name, flags).loaded();
  }

  /**
   * Returns the package registries that such a session may read from, beyond what the profile
   * names. The first time, this machine's package managers are asked, which is told.
   *
   * @param notices where it is told
   */
  public static RegistryAnswer registries(Caller caller, LoadedProfile loaded, PrintStream notices)
      throws SessionException, IOException, InterruptedException {
    if (!loaded.profile().network().hasRegistries()) {
      return new RegistryAnswer(List.of(), List.of());
    }
    RegistryAnswer all =
        Connecting.registries(
            caller,
            PaddockFolders.of(caller.home(), caller.environment()),
            project(caller),
            new Notices(notices, Verbosity.NORMAL, false));
    return new RegistryAnswer(
        NetworkPlan.beyond(loaded.profile().network(), all.registries()).stream()
            .filter(registry -> loaded.profile().permissions().closing(registry.host()).isEmpty())
            .toList(),
        all.notes());
  }

  /** Returns the folder of the project that the caller is in. */
  public static Path project(Caller caller) throws SessionException {
    return ProjectFolder.find(caller.workingDirectory(), caller.home());
  }

  /** A profile with the walls of the agents' own rules, and those rules. */
  record Walled(LoadedProfile loaded, Imported imported) {}

  static Walled load(Caller caller, Path project, Optional<String> name, Flags flags)
      throws ProfileException {
    PaddockFolders folders = PaddockFolders.of(caller.home(), caller.environment());
    LoadedProfile loaded =
        ProfileLoader.load(
            new ProfileSources(
                caller.home(),
                project,
                ORGANISATION,
                folders.config(),
                folders.state(),
                name,
                flags));
    Imported imported =
        AgentPermissions.read(caller, project, loaded.profile())
            .and(AgentPermissions.own(loaded.profile()));
    return new Walled(AgentPermissions.add(loaded, imported), imported);
  }
}
