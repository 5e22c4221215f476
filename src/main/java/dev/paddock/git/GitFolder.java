package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A git folder of the host, of which a session gets a copy. Links in it are never followed: whoever
 * made the project may have made them.
 *
 * @param directory real path, holds HEAD, objects and refs
 * @param workTree what relative addresses of remotes are relative to
 */
record GitFolder(Path directory, Path workTree) {
  private static final List<String> FILES = TextTable.lines("session-files.txt");
  private static final int MOST_ALTERNATES = 32;
  private static final int LONGEST = 1 << 16;

  /** Tells whether a directory is a repository's, without looking at what links lead to. */
  static boolean isOne(Path directory) {
    return Files.isRegularFile(directory.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(directory.resolve("objects"), LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(directory.resolve("refs"), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Refuses what a session can't be given a copy of.
   *
   * @throws GitException saying why
   */
  void requireSupported(List<GitSetting> settings) throws GitException {
    if (!isOne(directory)) {
      throw new GitException(directory + " is no complete git folder");
    }
    for (GitSetting setting : settings) {
      if (setting.isLocal()
          && setting.key().equals("extensions.objectformat")
          && !setting.value().equals("sha1")) {
        throw new GitException(directory + " uses the object format " + setting.value());
      }
      if (setting.isLocal()
          && setting.key().equals("extensions.refstorage")
          && !setting.value().equals("files")) {
        throw new GitException(directory + " keeps its refs as " + setting.value());
      }
    }
  }

  /** Copies what the table names of a git folder, or of a linked worktree's own folder. */
  static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String pattern : FILES) {
      if (pattern.endsWith("/")) {
        copyTree(from.resolve(pattern), to.resolve(pattern));
      } else if (pattern.endsWith("*")) {
        try (Stream<Path> files = Files.list(from)) {
          String prefix = pattern.substring(0, pattern.length() - 1);
          for (Path file : files.toList()) {
            if (file.getFileName().toString().startsWith(prefix)) {
              copy(file, to.resolve(file.getFileName()));
            }
          }
        }
      } else {
        copy(from.resolve(pattern), to.resolve(pattern));
      }
    }
  }

  /**
   * Returns the folders that objects are borrowed from (gitrepository-layout(5),
   * objects/info/alternates).
   *
   * @param readable what a session may read anyway: a repository must not open others by naming
   *     them
   * @throws GitException if it borrows from a folder that is not readable
   */
  List<Path> alternates(Predicate<Path> readable) throws GitException, IOException {
    Set<Path> found = new LinkedHashSet<>();
    List<Path> open = new ArrayList<>(List.of(directory.resolve("objects")));
    while (!open.isEmpty()) {
      Path objects = open.removeFirst();
      for (Path other : named(objects)) {
        if (!readable.test(other)) {
          throw new GitException(
              "%s borrows objects from %s, which this session may not read: add --read %s"
                  .formatted(directory, other, other));
        }
        if (found.add(other)) {
          open.add(other);
        }
      }
      if (found.size() > MOST_ALTERNATES) {
        throw new GitException(directory + " borrows objects from too many places");
      }
    }
    return List.copyOf(found);
  }

  private static List<Path> named(Path objects) throws IOException {
    List<Path> named = new ArrayList<>();
    try (UntrustedFolder folder = UntrustedFolder.open(objects)) {
      String text =
          folder
              .read("info/alternates", LONGEST)
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
              .orElse("");
      for (String line : text.lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          Path path = objects.resolve(line).normalize();
          if (Files.isDirectory(path)) {
            named.add(path.toRealPath());
          }
        }
      }
    }
    return named;
  }

  private static void copyTree(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The index's time tells git which files were changed in the same moment. */
  private static void copy(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
        && !from.getFileName().toString().endsWith(".lock")) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
      Files.setLastModifiedTime(to, Files.getLastModifiedTime(from, LinkOption.NOFOLLOW_LINKS));
    }
  }
}
