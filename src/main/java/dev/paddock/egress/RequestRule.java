package dev.paddock.egress;

import dev.paddock.credentials.Credential;
import java.util.List;
import java.util.Optional;

/**
 * Requests that are let through.
 *
 * @param methods HTTP methods, in capitals; empty for all
 * @param paths patterns for the path of the URL as in .gitignore, each from its first slash: {@code
 *     *} is one segment or a part of it, {@code **} any number of segments; empty for all
 * @param credential what is added to a request that goes out over TLS
 */
public record RequestRule(
    List<String> methods, List<String> paths, Optional<Credential> credential) {
  /** Keeps lists that nobody changes. */
  public RequestRule {
    methods = List.copyOf(methods);
    paths = List.copyOf(paths);
  }
}
