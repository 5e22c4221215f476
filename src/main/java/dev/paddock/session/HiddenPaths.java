package dev.paddock.session;

import dev.paddock.linux.DirectoryReader;
import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.LinuxException;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.SandboxRequest.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers which existing paths the profile's {@code hide} patterns mask. Patterns are relative to
 * the project, to HOME or to the root; the question is always asked with an absolute path.
 */
final class HiddenPaths {
  private final List<PathPattern> patterns;
  private final String project;
  private final String home;

  HiddenPaths(List<Sourced<PathPattern>> patterns, Path project, Path home) {
    this.patterns = patterns.stream().map(Sourced::value).toList();
    this.project = project + "/";
    this.home = home + "/";
  }

  /** Tells whether a path is masked itself; one below a masked directory is not asked about. */
  boolean matches(String path, boolean directory) {
    for (PathPattern pattern : patterns) {
      String base =
          switch (pattern.base()) {
            case PROJECT -> project;
            case HOME -> home;
            case ROOT -> "/";
          };
      if (path.length() > base.length()
          && path.startsWith(base)
          && pattern.matchesEntry(path.substring(base.length()), directory)) {
        return true;
      }
    }
    return false;
  }

  /** Walks a folder that is granted beside the project and returns what is masked in it. */
  List<Place> below(Path folder) throws LinuxException {
    List<Place> found = new ArrayList<>();
    if (!patterns.isEmpty()) {
      boolean directory = Files.isDirectory(folder);
      if (matches(folder.toString(), directory)) {
        found.add(new Place(folder.toString(), directory));
      } else if (directory) {
        try (DirectoryReader reader = new DirectoryReader()) {
          walk(reader, folder.toString(), found);
        }
      }
    }
    return found;
  }

  private void walk(DirectoryReader reader, String folder, List<Place> found)
      throws LinuxException {
    for (Entry entry : reader.list(folder)) {
      String path = folder + "/" + entry.name();
      boolean directory = entry.kind() == Kind.DIRECTORY;
      if (entry.kind() != Kind.SYMBOLIC_LINK && matches(path, directory)) {
        found.add(new Place(path, directory));
      } else if (directory) {
        walk(reader, path, found);
      }
    }
  }
}
