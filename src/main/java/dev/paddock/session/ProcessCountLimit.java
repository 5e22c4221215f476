package dev.paddock.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Limits the number of processes of a session whose caller is root, by a control group (cgroups(7),
 * the pids controller, of either version). The kernel does not apply RLIMIT_NPROC to root. Where no
 * group can be made, as in most containers, there is no such limit for root; {@code paddock doctor}
 * says so.
 */
final class ProcessCountLimit implements AutoCloseable {
  private static final Path HIERARCHY = Path.of("/sys/fs/cgroup");
  private static final String NAME = "paddock-";
  private static final int ATTEMPTS = 100;

  private final Path group;

  private ProcessCountLimit(Path group) {
    this.group = group;
  }

  /**
   * Puts a process, and so all that it will start, into a new group.
   *
   * @return empty if this machine lets us make none
   */
  static Optional<ProcessCountLimit> apply(int pid, long processes) {
    try {
      Optional<Path> parent = parent();
      if (parent.isEmpty()) {
        return Optional.empty();
      }
      removeAbandoned(parent.get());
      Path group = Files.createDirectory(parent.get().resolve(NAME + pid));
      ProcessCountLimit limit = new ProcessCountLimit(group);
      try {
        Files.writeString(group.resolve("pids.max"), Long.toString(processes));
        Files.writeString(group.resolve("cgroup.procs"), Integer.toString(pid));
        return Optional.of(limit);
      } catch (IOException e) {
        limit.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Removes the group; everything in it must have ended. */
  @Override
  public void close() {
    for (int i = 0; i < ATTEMPTS && !remove(group); i++) {
      try {
        TimeUnit.MILLISECONDS.sleep(
            2); // the kernel takes the last process out some time after it has been waited for
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Version 1: below the own group. Version 2: beside it, because a group with processes has no
   * groups with limits.
   */
  private static Optional<Path> parent() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] fields = line.split(":", 3);
      Path own = Path.of(fields[2].substring(1));
      Path parent = null;
      if (fields[1].equals("pids")) {
        parent = HIERARCHY.resolve("pids").resolve(own);
      } else if (fields[1].isEmpty() && Files.exists(HIERARCHY.resolve("cgroup.controllers"))) {
        Path above = own.getParent();
        parent = above == null ? HIERARCHY : HIERARCHY.resolve(above);
      }
      if (parent != null && Files.isWritable(parent)) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }

  /** Groups of sessions that were killed; one that is in use can't be removed. */
  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, NAME + "*")) {
      groups.forEach(
          group -> {
            String pid = group.getFileName().toString().substring(NAME.length());
            if (!Files.exists(Path.of("/proc", pid))) { // else another session is just entering it
              var _ = remove(group);
            }
          });
    }
  }

  private static boolean remove(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException e) {
      return false; // in use
    }
  }
}
