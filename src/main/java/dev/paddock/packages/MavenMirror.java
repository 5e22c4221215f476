package dev.paddock.packages;

import java.util.List;
import java.util.Optional;

/**
 * A mirror of Maven's settings.
 *
 * @param of which repositories it stands for, as it is written
 * @param blocked whether it only says that those must not be used
 * @see <a href="https://maven.apache.org/guides/mini/guide-mirror-settings.html">Mirrors</a>
 */
record MavenMirror(String of, String url, boolean blocked) {
  /** Finds the mirror that a repository is read from, if there is one. */
  static Optional<MavenMirror> find(List<MavenMirror> mirrors, String id, String url) {
    return mirrors.stream()
        .filter(mirror -> mirror.of().equals(id))
        .findFirst()
        .or(() -> mirrors.stream().filter(mirror -> mirror.standsFor(id, url)).findFirst());
  }

  private boolean standsFor(String id, String url) {
    boolean stands = false;
    for (String part : of.split(",", -1)) {
      String pattern = part.strip();
      if (pattern.equals("!" + id)) {
        return false;
      }
      stands |=
          pattern.equals("*")
              || pattern.equals(id)
              || (pattern.equals("external:*") && isExternal(url))
              || (pattern.equals("external:http:*") && isExternal(url) && url.startsWith("http:"));
    }
    return stands;
  }

  private static boolean isExternal(String url) {
    return !url.startsWith("file:")
        && RegistryAddress.parse("maven", url)
            .filter(registry -> RegistryAddress.isThisMachine(registry.host()))
            .isEmpty();
  }
}
