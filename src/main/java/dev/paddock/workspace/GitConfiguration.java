package dev.paddock.workspace;

import dev.paddock.linux.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one repository's configuration names inside the project, whether it exists yet or not.
 * Git itself is not asked: it would obey the configuration. Good for one repository.
 */
final class GitConfiguration {
  private static final GitRuns TABLE = GitRuns.bundled();
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_FILES = 100;

  /** What separates words for a shell, and what stands before a path in a word. */
  private static final Pattern BETWEEN = Pattern.compile("[\\s\"'`;|&()<>=]+");

  private final Path root;
  private final Path around;
  private final Identity repository;
  private final Set<Path> read = new HashSet<>();
  private final Set<Naming> namings = new LinkedHashSet<>();

  private GitConfiguration(Path root, Path around, Identity repository) {
    this.root = root;
    this.around = around;
    this.repository = repository;
  }

  /**
   * Returns what a {@code .git} (a directory, a link to one, or a file that points to one) names.
   *
   * @param path below the project
   */
  static List<Naming> ofGitFolder(String root, String path, Identity identity) {
    try {
      Path entry = Path.of(root, path);
      return of(Path.of(root), Path.of(root, Names.parent(path)), identity, gitDirectory(entry));
    } catch (InvalidPathException e) {
      return List.of();
    }
  }

  /** Returns what a bare repository names. */
  static List<Naming> ofBareRepository(String root, String path, Identity identity) {
    try {
      Path entry = Path.of(root, path);
      return of(Path.of(root), entry, identity, entry);
    } catch (InvalidPathException e) {
      return List.of();
    }
  }

  private static List<Naming> of(
      Path root, Path around, Identity identity, @Nullable Path directory) {
    if (directory == null) {
      return List.of();
    }
    GitConfiguration configuration = new GitConfiguration(root, around, identity);
    Path common = pointer(directory.resolve("commondir"), "");
    List<GitSetting> settings = new ArrayList<>();
    for (Path place : common == null ? List.of(directory) : List.of(directory, common)) {
      configuration.read(place.resolve("config"), settings);
      configuration.read(place.resolve("config.worktree"), settings);
    }
    Path workTree = around;
    for (GitSetting setting : settings) {
      if (setting.section().equals("core") && setting.name().equals("worktree")) {
        workTree = directory.resolve(setting.value()).normalize();
      }
    }
    for (GitSetting setting : settings) {
      configuration.addNamed(setting, workTree);
    }
    return List.copyOf(configuration.namings);
  }

  private static @Nullable Path gitDirectory(Path entry) {
    return Files.isDirectory(entry) ? entry : pointer(entry, "gitdir:");
  }

  /** Returns where a file that holds a path leads. */
  private static @Nullable Path pointer(Path file, String start) {
    String text = text(file).strip();
    if (text.isEmpty() || !text.startsWith(start)) {
      return null;
    }
    try {
      return file.resolveSibling(text.substring(start.length()).strip()).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Adds a file's settings, and those of the files that it includes, under whatever condition. */
  private void read(Path file, List<GitSetting> settings) {
    if (read.size() == MOST_FILES || !read.add(file)) {
      return;
    }
    for (GitSetting setting : GitSetting.parse(text(file))) {
      if (TABLE.of(setting) == GitRuns.Value.INCLUDE) {
        Path included = resolve(file.resolveSibling("."), setting.value());
        if (included != null) {
          add(included, false, setting);
          read(included, settings);
        }
      } else {
        settings.add(setting);
      }
    }
  }

  private void addNamed(GitSetting setting, Path workTree) {
    GitRuns.Value kind = TABLE.of(setting);
    String value = setting.value();
    if (kind == null || (kind == GitRuns.Value.ALIAS && !value.startsWith("!"))) {
      return;
    }
    Path whole = resolve(workTree, value);
    if (whole != null) {
      add(whole, kind == GitRuns.Value.PATH, setting);
    }
    if (kind != GitRuns.Value.PATH) {
      for (String word : BETWEEN.split(value.replaceFirst("^!", ""), -1)) {
        addWord(word, setting, workTree);
      }
    }
  }

  /**
   * A word that begins with a variable, or with what is left of {@code $(git rev-parse
   * --show-toplevel)/x}, is taken as below the work tree.
   */
  private void addWord(String word, GitSetting setting, Path workTree) {
    int slash = word.indexOf('/');
    String path = word.startsWith("$") && slash > 0 ? word.substring(slash) : word;
    Path named = resolve(workTree, path);
    if (named != null && !named.startsWith(root)) {
      named = resolve(workTree, path.replaceFirst("^/+", ""));
    }
    if (named != null) {
      add(named, false, setting);
    }
  }

  private static @Nullable Path resolve(Path directory, String value) {
    if (value.isEmpty() || value.startsWith("~")) {
      return null;
    }
    try {
      return directory.resolve(value).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private void add(Path named, boolean directories, GitSetting setting) {
    if (named.startsWith(root) && !named.equals(root)) {
      String reason = "git runs it: " + setting.section() + "." + setting.name();
      namings.add(new Naming(repository, around.relativize(named).toString(), directories, reason));
    }
  }

  /** Nothing but a regular file is opened; what can't be read, git can't read either. */
  private static String text(Path file) {
    try {
      Path real = file.toRealPath();
      if (!FileStatus.of(real.toString()).isRegularFile()) {
        return "";
      }
      try (InputStream in = Files.newInputStream(real)) {
        return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      }
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }
}
