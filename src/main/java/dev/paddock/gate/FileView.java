package dev.paddock.gate;

import dev.paddock.shell.Surroundings;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;

/** What a session's gate sees of files; another one than the machine's is for trials. */
public interface FileView {
  /** This machine's files. */
  FileView MACHINE =
      new FileView() {
        @Override
        public boolean exists(Path path) {
          return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public Surroundings around(Path folder, Path home, Predicate<Path> changed) {
          return ProjectSurroundings.of(folder, home, changed);
        }
      };

  /** Whether there is such a file. */
  boolean exists(Path path);

  /**
   * What is around a folder.
   *
   * @param changed tells which files the session made or changed
   */
  Surroundings around(Path folder, Path home, Predicate<Path> changed);
}
