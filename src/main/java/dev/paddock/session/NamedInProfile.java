package dev.paddock.session;

import dev.paddock.git.Remote;
import dev.paddock.git.RepositoryAddress;
import dev.paddock.profile.Profile;
import dev.paddock.profile.RepositoryPattern;
import dev.paddock.profile.Sourced;
import dev.paddock.provenance.Sink;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which names the owner has given before the session: those in the profile, and the project's
 * remotes.
 */
record NamedInProfile(Profile profile, List<Remote> remotes) implements Predicate<Sink> {
  NamedInProfile {
    remotes = List.copyOf(remotes);
  }

  @Override
  public boolean test(Sink sink) {
    return switch (sink.kind()) {
      case HOST -> isHost(sink.value());
      case REPOSITORY -> isRepository(sink.value());
      case PATH -> isGranted(sink.value());
      case PACKAGE, RECIPIENT, COMMAND -> false; // a profile names none
    };
  }

  private boolean isHost(String host) {
    return profile.network().names(host)
        || remotes.stream().anyMatch(remote -> remote.address().host().equals(host))
        || granted().anyMatch(pattern -> pattern.host().equals(host));
  }

  /** {@code HOST/OWNER/NAME} or {@code OWNER/NAME}. */
  private boolean isRepository(String repository) {
    return remotes.stream()
        .map(Remote::address)
        .anyMatch(address -> names(repository, address.host(), address.path()));
  }

  private static boolean names(String repository, String host, String path) {
    String plain = RepositoryAddress.canonicalPath(path).orElse(path);
    String bare = plain.startsWith("/") ? plain.substring(1) : plain;
    String name = bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
    return repository.equals(name) || repository.equals(host + "/" + name);
  }

  private Stream<RepositoryPattern> granted() {
    return Stream.concat(profile.git().remotes().stream(), profile.git().fetch().stream())
        .map(Sourced::value);
  }

  private boolean isGranted(String path) {
    return profile.files().write().stream()
        .anyMatch(grant -> Path.of(path).startsWith(grant.value().path()));
  }
}
