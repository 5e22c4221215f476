package dev.paddock.session;

import dev.paddock.certificates.SessionAuthority;
import dev.paddock.packages.Registries;
import dev.paddock.packages.RegistryAnswer;
import dev.paddock.packages.RegistryRequest;
import dev.paddock.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The part of a session's network that can be prepared beside everything else: who is asked for
 * registries, what that comes to, and the session's certificate authority.
 *
 * @param authority there is one if any host is read
 */
record Connecting(NetworkPlan plan, Optional<SessionAuthority> authority, List<String> notes) {
  /** Prepares; takes a second or more when the package managers have to be asked. */
  static Connecting prepare(
      Caller caller, PaddockFolders folders, Path project, Profile profile, Notices notices)
      throws IOException, InterruptedException, SessionException {
    RegistryAnswer answer =
        profile.network().hasRegistries()
            ? registries(caller, folders, project, notices)
            : new RegistryAnswer(List.of(), List.of());
    NetworkPlan plan = NetworkPlan.of(profile, answer.registries(), new SecureRandom());
    return new Connecting(
        plan,
        plan.isRead() ? Optional.of(SessionAuthority.create()) : Optional.empty(),
        answer.notes());
  }

  /** Returns the registries that this machine's package managers use. */
  static RegistryAnswer registries(
      Caller caller, PaddockFolders folders, Path project, Notices notices)
      throws IOException, InterruptedException {
    RegistryRequest request =
        new RegistryRequest(caller.home(), caller.environment(), project, folders.cache());
    Optional<RegistryAnswer> cached = Registries.cached(request);
    if (cached.isPresent()) {
      return cached.get();
    }
    notices.notice("asking this machine's package managers for their registries …");
    return Registries.of(request);
  }
}
