package dev.paddock.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which unix sockets of a project a process outside listens at, by the kernel's list
 * (unix(7), {@code /proc/net/unix}). That has the path as it was bound: a relative one counts for
 * every socket whose path ends so; one that was renamed since is not found.
 */
final class BoundSockets {
  private static final Path LIST = Path.of("/proc/net/unix");
  private static final int PATH_FIELD = 8;

  private BoundSockets() {}

  /** Returns those that are bound now; the others are left over, and may be replaced. */
  static List<String> among(String root, List<String> sockets) {
    if (sockets.isEmpty()) {
      return List.of();
    }
    List<String> bound = bound();
    List<String> found = new ArrayList<>();
    for (String socket : sockets) {
      String path = root + "/" + socket;
      if (bound.stream().anyMatch(one -> isAt(one, path))) {
        found.add(socket);
      }
    }
    return found;
  }

  private static List<String> bound() {
    List<String> paths = new ArrayList<>();
    try {
      String text = new String(Files.readAllBytes(LIST), StandardCharsets.UTF_8);
      for (String line : text.lines().skip(1).toList()) {
        String[] fields = line.strip().split(" +", PATH_FIELD);
        if (fields.length == PATH_FIELD && !fields[PATH_FIELD - 1].startsWith("@")) {
          paths.add(fields[PATH_FIELD - 1]);
        }
      }
      return paths;
    } catch (IOException e) {
      throw new WorkspaceException(
          LIST + " can't be read, so it is unknown which sockets of the project are in use", e);
    }
  }

  private static boolean isAt(String bound, String path) {
    String name = bound.substring(bound.lastIndexOf('/') + 1);
    if (!path.endsWith("/" + name)) {
      return false;
    }
    if (!bound.startsWith("/")) {
      return path.endsWith("/" + bound.replaceFirst("^(\\.{0,2}/)+", ""));
    }
    try {
      return bound.equals(path) || Path.of(bound).toRealPath().toString().equals(path);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
