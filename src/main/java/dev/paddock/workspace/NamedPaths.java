package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.workspace.Protected.Guarding;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds what stands at the paths that git's configuration names. */
record NamedPaths(String root, LinkResolver links) {

  /**
   * Returns what stands there; if a symbolic link is on the way, that link with where the whole
   * path leads: the link could be exchanged as well.
   *
   * @param around the directory that the naming starts from, below the project
   * @return null if there is nothing, or nothing that git could run
   */
  @Nullable Protected find(String around, Naming naming) {
    String path = path(around, naming);
    if (path == null) {
      return null;
    }
    try {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        String above = path.substring(0, slash);
        FileStatus status = FileStatus.of(root + "/" + above);
        if (status.isSymbolicLink()) {
          return link(above, status, path, naming);
        }
      }
      FileStatus status = FileStatus.of(root + "/" + path);
      if (status.isSymbolicLink()) {
        return link(path, status, path, naming);
      }
      if (status.isDirectory() && !naming.directories()) {
        return null;
      }
      Kind kind =
          status.isDirectory() ? Kind.DIRECTORY : status.isRegularFile() ? Kind.FILE : Kind.OTHER;
      return found(path, kind, status, new LinkTarget.NoLink(), naming);
    } catch (LinuxException e) {
      return null; // not there yet, or below something that is no directory
    }
  }

  private @Nullable Protected link(String link, FileStatus status, String whole, Naming naming) {
    LinkTarget target = links.resolve(whole);
    if (target instanceof LinkTarget.Inside inside
        && (inside.path().isEmpty() || (inside.directory() && !naming.directories()))) {
      return null;
    }
    return found(link, Kind.SYMBOLIC_LINK, status, target, naming);
  }

  private static Protected found(
      String path, Kind kind, FileStatus status, LinkTarget target, Naming naming) {
    return new Protected(
        path,
        kind,
        Identity.of(status),
        target,
        Guarding.READ_ONLY,
        Protection.RUNS,
        naming.reason());
  }

  private @Nullable String path(String around, Naming naming) {
    try {
      Path base = Path.of(root);
      Path path = base.resolve(around).resolve(naming.path()).normalize();
      boolean inside = path.startsWith(base) && !path.equals(base);
      return inside ? base.relativize(path).toString() : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
