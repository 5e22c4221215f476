package dev.paddock.relay;

import dev.paddock.git.Remote;
import dev.paddock.git.RepositoryAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The repositories of one session: the project's own remotes, and what the profile grants. Which
 * URL is used outside is the owner's alone to say; a session only names a host and a path.
 * Thread-safe.
 */
public final class RelayRepositories implements Repositories, AutoCloseable {
  private final RelaySettings settings;
  private final RelayEvents events;
  private final OwnersGit git;
  private final Map<String, Mirror> mirrors = new ConcurrentHashMap<>();
  private final AtomicInteger pushes = new AtomicInteger();

  /** Prepares; nothing is asked upstream before a session asks. */
  public RelayRepositories(RelaySettings settings, RelayEvents events) {
    this.settings = settings;
    this.events = events;
    this.git = new OwnersGit(settings.owner());
  }

  @Override
  public ServedRepository find(String host, String path, GitService service) throws RelayRefusal {
    Optional<String> canonical = RepositoryAddress.canonicalPath(path);
    Optional<Upstream> found = canonical.flatMap(p -> upstream(host, p, service));
    if (found.isEmpty()) {
      RelayRefusal refusal = notGranted(host + "/" + canonical.orElse(path), service);
      events.refused(host + "/" + canonical.orElse("?"), refusal);
      throw refusal;
    }
    Upstream upstream = found.get();
    Mirror mirror =
        mirrors.computeIfAbsent(
            upstream.url(),
            url -> new Mirror(git, upstream, settings.folders().mirrors(), settings.limits()));
    return switch (service) {
      case UPLOAD_PACK ->
          new FetchRepository(
              git,
              upstream,
              mirror,
              new LargeFiles(git, upstream, mirror, settings.limits()),
              events);
      case RECEIVE_PACK -> new PushRepository(git, upstream, mirror, settings, events, pushes);
    };
  }

  /** Ends every git that runs for the session. */
  @Override
  public void close() {
    git.close();
  }

  private Optional<Upstream> upstream(String host, String path, GitService service) {
    for (Remote remote : settings.remotes()) {
      if (remote.address().isSameRepository(host, path)) {
        return Optional.of(
            new Upstream(
                host + "/" + path,
                remote.url(),
                remote.address().isLocal(),
                Optional.of(remote.objects())));
      }
    }
    return settings.granted().stream()
        .filter(grant -> grant.push() || service == GitService.UPLOAD_PACK)
        .filter(grant -> grant.covers(host, path))
        .findFirst()
        .map(grant -> new Upstream(host + "/" + path, grant.url(path), false, Optional.empty()));
  }

  private static RelayRefusal notGranted(String repository, GitService service) {
    String verb =
        switch (service) {
          case UPLOAD_PACK -> "fetch from";
          case RECEIVE_PACK -> "push to";
        };
    String key =
        switch (service) {
          case UPLOAD_PACK -> "[git] fetch";
          case RECEIVE_PACK -> "[git] remotes";
        };
    return new RelayRefusal(
        "git-repository-not-granted",
        "The profile does not let this session %s %s."
            .formatted(verb, repository.replaceAll("[\\p{C}]", "?")),
        "It may use the project's own remotes; the owner adds others to %s in the profile."
            .formatted(key));
  }
}
