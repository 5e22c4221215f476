package dev.paddock.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes the copy of one git folder, with those that lie in it: a submodule's is a git folder of its
 * own below {@code modules}. Good for one.
 */
final class SessionFolder {
  /** Where the host's objects are inside; the number is the git folder's. */
  static final String OBJECTS_INSIDE = "/run/paddock/objects/";

  private static final int MOST_MODULES = 256;

  private final GitProgram git;
  private final Predicate<Path> readable;
  private final int first;
  private final List<Made> made = new ArrayList<>();

  /**
   * One copy.
   *
   * @param folder the host's
   * @param copy the session's
   * @param alternates of the host's objects
   * @param remotes that its configuration names
   * @param owners settings that the repository itself does not say
   */
  record Made(
      GitFolder folder,
      Path copy,
      List<Path> alternates,
      List<Remote> remotes,
      Map<String, String> owners) {}

  /**
   * @param readable what a session may read of the host
   * @param first the number of the first git folder
   */
  SessionFolder(GitProgram git, Predicate<Path> readable, int first) {
    this.git = git;
    this.readable = readable;
    this.first = first;
  }

  /**
   * Copies.
   *
   * @return the git folder first, then those in it
   * @throws GitException if the session can't be given a copy
   */
  List<Made> make(GitFolder folder, Path copy) throws GitException, IOException {
    one(folder, copy);
    modules(folder.directory().resolve("modules"), copy.resolve("modules"), folder.workTree(), 0);
    return List.copyOf(made);
  }

  private void one(GitFolder folder, Path copy) throws GitException, IOException {
    List<GitSetting> settings = git.settings(folder.directory());
    folder.requireSupported(settings);
    List<Path> alternates = folder.alternates(readable);
    Path objects = folder.directory().resolve("objects");
    Files.createDirectories(copy.resolve("objects/info"));
    Files.createDirectories(copy.resolve("objects/pack"));
    StringBuilder borrowed = new StringBuilder(OBJECTS_INSIDE + (first + made.size()) + "\n");
    alternates.forEach(path -> borrowed.append(path).append('\n'));
    write(copy.resolve("objects/info/alternates"), borrowed.toString());
    GitFolder.copyFiles(folder.directory(), copy);
    SessionConfiguration configuration =
        SessionConfiguration.of(settings, "local", folder.workTree(), objects);
    write(copy.resolve("config"), configuration.text());
    worktreeConfiguration(settings, folder, folder.directory(), copy);
    if (settings.stream().anyMatch(setting -> setting.key().startsWith("filter.lfs."))) {
      largeFilesHook(copy);
    }
    Path worktrees = folder.directory().resolve("worktrees");
    for (Path own : folders(worktrees)) {
      Path ownCopy = copy.resolve("worktrees").resolve(own.getFileName());
      GitFolder.copyFiles(own, ownCopy);
      worktreeConfiguration(settings, folder, own, ownCopy);
    }
    Map<String, String> owners = new LinkedHashMap<>();
    for (GitSetting setting : settings) {
      if (!setting.isLocal()) {
        owners.put(setting.key(), setting.value());
      }
    }
    made.add(new Made(folder, copy, alternates, configuration.remotes(), Map.copyOf(owners)));
  }

  /**
   * Git LFS brings large files along with a push by a hook, the only one that a session has. It is
   * written here, not copied, and runs inside.
   */
  private static void largeFilesHook(Path copy) throws IOException {
    Path hook = copy.resolve("hooks/pre-push");
    Files.createDirectories(hook.getParent());
    write(hook, "#!/bin/sh\nexec git lfs pre-push \"$@\"\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What holds for one worktree only (git-worktree(1), CONFIGURATION FILE). */
  private void worktreeConfiguration(
      List<GitSetting> settings, GitFolder folder, Path from, Path to)
      throws GitException, IOException {
    Path file = from.resolve("config.worktree");
    boolean isUsed =
        settings.stream().anyMatch(s -> s.isLocal() && s.key().equals("extensions.worktreeconfig"));
    if (isUsed && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      write(
          to.resolve("config.worktree"),
          SessionConfiguration.of(
                  git.settingsOf(file),
                  "worktree",
                  folder.workTree(),
                  folder.directory().resolve("objects"))
              .text());
    }
  }

  /** Names of submodules may have slashes. */
  private void modules(Path from, Path to, Path workTree, int depth)
      throws GitException, IOException {
    for (Path module : folders(from)) {
      Path copy = to.resolve(module.getFileName());
      if (made.size() > MOST_MODULES || depth > MOST_MODULES) {
        throw new GitException("there are more than " + MOST_MODULES + " submodules");
      }
      if (GitFolder.isOne(module)) {
        one(new GitFolder(module, workTree), copy);
        modules(module.resolve("modules"), copy.resolve("modules"), workTree, depth + 1);
      } else {
        modules(module, copy, workTree, depth + 1);
      }
    }
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
