package dev.paddock.profile;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders that paths of a profile are read against, absolute and normalised.
 *
 * @param settings Paddock's own settings, which no session may write
 * @param state Paddock's own state, which no session may see
 */
record Places(Path home, Path project, List<Path> settings, Path state) {
  Places {
    home = home.toAbsolutePath().normalize();
    project = project.toAbsolutePath().normalize();
    settings = settings.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    state = state.toAbsolutePath().normalize();
  }

  /** Returns the same places with every symbolic link followed. */
  Places real() throws IOException {
    List<Path> realSettings = new ArrayList<>();
    for (Path path : settings) {
      realSettings.add(real(path));
    }
    return new Places(real(home), real(project), realSettings, real(state));
  }

  /**
   * Follows every symbolic link of a path that need not exist.
   *
   * @throws IOException if a part can't be looked at, or is a link that leads nowhere: what it
   *     leads to later can't be judged now
   */
  static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(path)) {
        throw new FileSystemLoopException(path.toString());
      }
      Path parent = path.getParent();
      Path name = path.getFileName();
      if (parent == null || name == null) {
        throw e;
      }
      return real(parent).resolve(name);
    }
  }
}
