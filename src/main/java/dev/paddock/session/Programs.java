package dev.paddock.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The system's programs that Paddock starts outside. They are looked for in the system's folders
 * only, never in PATH, which may name a folder of the project.
 */
public final class Programs {
  private static final List<String> FOLDERS =
      List.of(
          "/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/run/current-system/sw/bin");

  private Programs() {}

  /** Finds a program. */
  public static Optional<Path> find(String name) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
