package dev.paddock.session;

import dev.paddock.linux.DirectoryReader;
import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.Errno;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.LinuxException;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.SandboxRequest.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers which existing paths the profile's {@code hide} patterns mask. Patterns are relative to
 * the project, to HOME or to the root; the question is always asked with an absolute path.
 */
final class HiddenPaths {
  private final List<PathPattern> patterns;
  private final List<Sourced<PathPattern>> profiles;
  private final List<Sourced<PathPattern>> agents;
  private final Path projectFolder;
  private final Path homeFolder;
  private final String project;
  private final String home;

  /** Patterns of the profile alone. */
  HiddenPaths(List<Sourced<PathPattern>> patterns, Path project, Path home) {
    this(patterns, List.of(), project, home);
  }

  /**
   * Patterns of the profile, and those of agents' own rules, which are no reason to take an agent's
   * own memory from it: what it has inside is not its owner's.
   */
  HiddenPaths(
      List<Sourced<PathPattern>> profiles,
      List<Sourced<PathPattern>> agents,
      Path project,
      Path home) {
    this.patterns = Stream.concat(profiles.stream(), agents.stream()).map(Sourced::value).toList();
    this.profiles = profiles;
    this.agents = agents;
    this.projectFolder = project;
    this.homeFolder = home;
    this.project = project + "/";
    this.home = home + "/";
  }

  /** Returns what the profile alone hides. */
  HiddenPaths ofProfile() {
    return agents.isEmpty() ? this : new HiddenPaths(profiles, projectFolder, homeFolder);
  }

  /** Tells whether a path is masked itself; one below a masked directory is not asked about. */
  boolean matches(String path, boolean directory) {
    for (PathPattern pattern : patterns) {
      String base = base(pattern);
      if (path.length() > base.length()
          && path.startsWith(base)
          && pattern.matchesEntry(path.substring(base.length()), directory)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Walks something that is granted beside the project and returns what is masked in it.
   *
   * @param real where it is outside; a pattern that names it there counts, too
   * @param inside where it is inside
   * @return paths inside
   * @throws LinuxException if a folder can't be looked at that the session could look at
   */
  List<Place> below(Path real, Path inside) throws LinuxException {
    List<Place> found = new ArrayList<>();
    if (mayConcern(real) || mayConcern(inside)) {
      boolean directory = Files.isDirectory(real);
      if (isMasked(real.toString(), inside.toString(), directory)) {
        found.add(new Place(inside.toString(), directory));
      } else if (directory) {
        try (DirectoryReader reader = new DirectoryReader()) {
          walk(reader, real.toString(), inside.toString(), found, null);
        }
      }
    }
    return found;
  }

  /**
   * Walks a folder outside and returns what matches in it; of a link what it leads to, if that is
   * in the folder, too.
   *
   * @throws LinuxException if a folder can't be looked at that the session could look at
   */
  List<Place> withLinks(Path folder) throws LinuxException {
    List<Place> found = new ArrayList<>();
    if (mayConcern(folder) && Files.isDirectory(folder)) {
      try (DirectoryReader reader = new DirectoryReader()) {
        walk(reader, folder.toString(), folder.toString(), found, folder);
      }
    }
    return found;
  }

  /**
   * Tells whether any pattern can match a path or something below it, so that big folders are not
   * walked for nothing.
   */
  private boolean mayConcern(Path folder) {
    String path = folder + "/";
    return patterns.stream()
        .map(pattern -> base(pattern) + literalStart(pattern))
        .anyMatch(start -> start.startsWith(path) || path.startsWith(start));
  }

  /**
   * The folders that a pattern names before its first wildcard. A bare name may match at any depth.
   */
  private static String literalStart(PathPattern pattern) {
    String text = pattern.text().replaceFirst("^(~/|/|\\./)", "");
    int wildcard = 0;
    while (wildcard < text.length() && "*?[\\".indexOf(text.charAt(wildcard)) < 0) {
      wildcard++;
    }
    return text.substring(0, text.lastIndexOf('/', wildcard) + 1);
  }

  private String base(PathPattern pattern) {
    return switch (pattern.base()) {
      case PROJECT -> project;
      case HOME -> home;
      case ROOT -> "/";
    };
  }

  private boolean isMasked(String real, String inside, boolean directory) {
    return matches(inside, directory) || (!real.equals(inside) && matches(real, directory));
  }

  /**
   * @param linked links that lead into this folder count; without it, none
   */
  private void walk(
      DirectoryReader reader, String real, String inside, List<Place> found, @Nullable Path linked)
      throws LinuxException {
    List<Entry> entries;
    try {
      entries = reader.list(real);
    } catch (LinuxException e) {
      if (e.errno() == Errno.EACCES || e.errno() == Errno.ENOENT) {
        return; // nobody inside can look into it either, or it has gone
      }
      throw e;
    }
    for (Entry entry : entries) {
      String realPath = real + "/" + entry.name();
      String insidePath = inside + "/" + entry.name();
      boolean directory = entry.kind() == Kind.DIRECTORY;
      if (entry.kind() == Kind.SYMBOLIC_LINK) {
        if (linked != null && (matches(realPath, true) || matches(realPath, false))) {
          target(realPath, linked).ifPresent(found::add);
        }
      } else if (isMasked(realPath, insidePath, directory)) {
        found.add(new Place(insidePath, directory));
      } else if (directory) {
        walk(reader, realPath, insidePath, found, linked);
      }
    }
  }

  private static Optional<Place> target(String link, Path folder) {
    if (!FileNames.isPlain(link)) {
      return Optional.empty();
    }
    try {
      Path target = Path.of(link).toRealPath();
      return target.startsWith(folder) && !target.equals(folder)
          ? Optional.of(new Place(target.toString(), Files.isDirectory(target)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it leads nowhere
    }
  }
}
