package dev.paddock.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes and removes the repositories that the relay keeps, without a process and a template.
 *
 * <p>They are not tidied up behind anybody's back: JGit would begin that in a thread of its own
 * after each push ({@code receive.autogc}), and write into a quarantine that is being removed.
 */
final class BareRepository {
  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = true
      \tlogAllRefUpdates = false
      [gc]
      \tauto = 0
      [receive]
      \tautogc = false
      [transfer]
      \thideRefs = refs/paddock
      [uploadpack]
      \tallowFilter = true
      \tallowAnySHA1InWant = true
      """;

  private BareRepository() {}

  /** Makes a private folder, and those above it that are missing. */
  static Path folder(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Makes an empty repository. */
  static void create(Path folder) throws IOException {
    folder(folder.resolve("objects/pack"));
    folder(folder.resolve("objects/info"));
    folder(folder.resolve("refs/heads"));
    Files.writeString(folder.resolve("config"), CONFIG);
    Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/main\n");
  }

  /** Deletes a folder; a link in it is deleted, not followed. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Gives a repository another one's packs and loose objects, by hard links where the file system
   * can. Objects never change, so that sharing them is safe.
   */
  static void shareObjects(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> isObject(from.relativize(file).toString()))
              // An index last: a pack counts from when its index is there.
              .sorted(Comparator.comparing(file -> file.toString().endsWith(".idx")))
              .toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (!Files.exists(target)) {
        folder(to.resolve(from.relativize(file.resolveSibling("")).toString()));
        link(file, target);
      }
    }
  }

  private static void link(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (IOException | UnsupportedOperationException e) {
      Path part = target.resolveSibling("tmp_" + target.getFileName());
      Files.copy(file, part);
      Files.move(part, target);
    }
  }

  private static boolean isObject(String name) {
    return name.matches("[0-9a-f]{2}/[0-9a-f]{38}|pack/pack-[0-9a-f]{40}\\.(pack|idx|rev)");
  }
}
