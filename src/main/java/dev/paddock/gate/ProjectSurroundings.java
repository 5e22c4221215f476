package dev.paddock.gate;

import dev.paddock.shell.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the machine and the project say, asked as a command is read. Reads small files only, and
 * never runs git. Thread-safe.
 */
public final class ProjectSurroundings implements Surroundings {
  private static final int LARGEST = 64 * 1024;
  private static final Pattern REMOTE = Pattern.compile("\\s*\\[remote \"([^\"]+)\"\\]\\s*");
  private static final Pattern ALIAS = Pattern.compile("\\s*([\\w-]+)\\s*=\\s*(.*)");

  private final Path home;
  private final Path project;
  private final boolean exists;
  private final Predicate<Path> madeHere;

  private ProjectSurroundings(Path home, Path project, Predicate<Path> madeHere) {
    this.madeHere = madeHere;
    this.home = home;
    this.project = project;
    this.exists = Files.isDirectory(project);
  }

  /**
   * Finds the project that a folder belongs to. A folder that does not exist is taken as a clean
   * repository on a feature branch, whose remote is {@code origin} and whose default branch is
   * {@code main}.
   */
  public static ProjectSurroundings of(Path cwd, Path home) {
    return of(cwd, home, file -> false);
  }

  /**
   * The same, for a session that remembers which files it made.
   *
   * @param madeHere tells whether a file is one of them
   */
  public static ProjectSurroundings of(Path cwd, Path home, Predicate<Path> madeHere) {
    for (Path folder = cwd; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return new ProjectSurroundings(home(cwd, home), folder, madeHere);
      }
    }
    return new ProjectSurroundings(home(cwd, home), cwd, madeHere);
  }

  /** Of a project that is not here, the home is the one that it lies in. */
  private static Path home(Path cwd, Path home) {
    boolean elsewhere = !Files.exists(cwd) && cwd.startsWith("/home") && cwd.getNameCount() > 1;
    return elsewhere ? Path.of("/home").resolve(cwd.getName(1).toString()) : home;
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public Path project() {
    return project;
  }

  @Override
  public Optional<String> branch() {
    if (!exists) {
      return Optional.of("feature");
    }
    return content(gitFolder().resolve("HEAD"))
        .map(String::strip)
        .filter(head -> head.startsWith("ref: refs/heads/"))
        .map(head -> head.substring("ref: refs/heads/".length()));
  }

  @Override
  public String defaultBranch() {
    return content(gitFolder().resolve("refs/remotes/origin/HEAD"))
        .map(String::strip)
        .filter(head -> head.startsWith("ref: refs/remotes/origin/"))
        .map(head -> head.substring("ref: refs/remotes/origin/".length()))
        .orElse("main");
  }

  @Override
  public boolean isRemote(String name) {
    if (!exists) {
      return name.equals("origin");
    }
    return content(gitFolder().resolve("config")).stream()
        .flatMap(String::lines)
        .map(REMOTE::matcher)
        .anyMatch(line -> line.matches() && line.group(1).equals(name));
  }

  private Path gitFolder() {
    return project.resolve(".git");
  }

  @Override
  public Optional<String> content(Path file) {
    try {
      if (!exists || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isNew(Path file) {
    return madeHere.test(file);
  }

  @Override
  public boolean isFolder(Path path) {
    return Files.isDirectory(path);
  }

  @Override
  public Optional<Path> link(Path path) {
    try {
      return exists && path.startsWith(project) && Files.isSymbolicLink(path)
          ? Optional.of(path.resolveSibling(Files.readSymbolicLink(path)).normalize())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> gitAlias(String name) {
    for (Path file : java.util.List.of(gitFolder().resolve("config"), home.resolve(".gitconfig"))) {
      boolean inside = false;
      for (String line :
          content(file).map(text -> text.lines().toList()).orElse(java.util.List.of())) {
        if (line.strip().startsWith("[")) {
          inside = line.strip().equalsIgnoreCase("[alias]");
        }
        Matcher alias = ALIAS.matcher(line);
        if (inside && alias.matches() && alias.group(1).equals(name)) {
          return Optional.of(alias.group(2));
        }
      }
    }
    return Optional.empty();
  }
}
