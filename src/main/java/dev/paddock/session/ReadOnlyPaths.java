package dev.paddock.session;

import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.Identity;
import dev.paddock.sandbox.SandboxRequest.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a writable folder agents' own rules don't let be changed: what exists when the session
 * starts. The folders above it can't be renamed either, or another could be put in its place.
 */
final class ReadOnlyPaths {
  private final HiddenPaths matching;

  /**
   * @param patterns anchored to the root
   */
  ReadOnlyPaths(List<Sourced<PathPattern>> patterns, Path project, Path home) {
    this.matching = new HiddenPaths(patterns, project, home);
  }

  /**
   * Returns the covers of a folder with those that are needed for this.
   *
   * @param folder writable, real path
   * @param covers what is covered for other reasons
   */
  List<Cover> added(Path folder, List<Cover> covers) throws IOException {
    Set<String> sealed = new LinkedHashSet<>();
    for (Place place : matching.withLinks(folder)) {
      if (place.path().startsWith(folder + "/")) {
        sealed.add(place.path().substring(folder.toString().length() + 1));
      }
    }
    if (sealed.isEmpty()) {
      return covers;
    }
    List<Cover> all = new ArrayList<>();
    covers.stream()
        .filter(cover -> !(cover instanceof Cover.Reopen && isBelow(cover.path(), sealed)))
        .forEach(all::add);
    Set<String> closed = new LinkedHashSet<>(sealed);
    for (Cover cover : covers) {
      if (cover instanceof Cover.Seal || cover instanceof Cover.Mask) {
        closed.add(cover.path());
      }
    }
    Set<String> pinned = new LinkedHashSet<>();
    for (String path : sealed) {
      seal(folder, path, all);
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        String parent = path.substring(0, slash);
        // A pin would make writable again what is closed.
        if (!isBelow(parent, closed)) {
          pinned.add(parent);
        }
      }
    }
    pinned.forEach(path -> all.add(new Cover.Pin(path)));
    return all;
  }

  private static void seal(Path folder, String path, List<Cover> covers) throws IOException {
    try {
      FileStatus status = FileStatus.of(folder + "/" + path);
      covers.add(new Cover.Seal(path, new Identity(status.device(), status.inode())));
    } catch (LinuxException e) {
      if (!FileNames.isPlain(path) || Files.exists(folder.resolve(path))) {
        throw e;
      }
      // It has gone since it was found.
    }
  }

  private static boolean isBelow(String path, Set<String> folders) {
    for (String above = path; !above.isEmpty(); above = parent(above)) {
      if (folders.contains(above)) {
        return true;
      }
    }
    return false;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
