package dev.paddock.packages;

import java.nio.file.Path;
import java.util.Map;

/**
 * Who asks, and where.
 *
 * @param home the user's HOME
 * @param environment the caller's; clients see of it what configures them, PATH and the language
 * @param project a real path; no program in it is ever run
 * @param cacheFolder a folder of Paddock's own, in which nobody else can write; made if it is
 *     missing
 */
public record RegistryRequest(
    Path home, Map<String, String> environment, Path project, Path cacheFolder) {
  /** Keeps an environment that nobody changes. */
  public RegistryRequest {
    environment = Map.copyOf(environment);
  }
}
