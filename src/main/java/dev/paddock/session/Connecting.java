package dev.paddock.session;

import dev.paddock.certificates.SessionAuthority;
import dev.paddock.egress.Relayed;
import dev.paddock.packages.Registries;
import dev.paddock.packages.RegistryAnswer;
import dev.paddock.packages.RegistryRequest;
import dev.paddock.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The part of a session's network that can be prepared beside everything else: who is asked for
 * registries, what that comes to, and the session's certificate authority.
 *
 * @param authority there is one if any host is read
 */
record Connecting(NetworkPlan plan, Optional<SessionAuthority> authority, List<String> notes) {
  /**
   * Prepares; takes a second or more when the package managers have to be asked.
   *
   * @param relayed where the git relay answers, known when the project has been looked at
   */
  static Connecting prepare(
      Caller caller,
      PaddockFolders folders,
      Path project,
      Profile profile,
      Future<List<Relayed>> relayed,
      Notices notices)
      throws IOException, InterruptedException, SessionException {
    RegistryAnswer answer =
        profile.network().hasRegistries()
            ? registries(caller, folders, project, notices)
            : new RegistryAnswer(List.of(), List.of());
    // Made before the project is known, since it takes a while and most sessions need one.
    Optional<SessionAuthority> early =
        answer.registries().isEmpty() ? Optional.empty() : Optional.of(SessionAuthority.create());
    NetworkPlan plan =
        NetworkPlan.of(profile, answer.registries(), relayed(relayed), new SecureRandom());
    Optional<SessionAuthority> authority =
        plan.isRead() ? early.or(() -> Optional.of(SessionAuthority.create())) : Optional.empty();
    return new Connecting(plan, authority, answer.notes());
  }

  private static List<Relayed> relayed(Future<List<Relayed>> known)
      throws InterruptedException, IOException {
    try {
      return known.get();
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("The project's git folders can't be read", e);
    }
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
