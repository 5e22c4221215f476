package dev.paddock.session;

import dev.paddock.linux.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder for a session's Unix sockets that only its owner can enter. It is short, since the path
 * of a socket has 107 bytes at most (unix(7)), and goes with the session; one that a kill left
 * behind goes with the login or the next start of the machine.
 */
final class SocketFolder implements AutoCloseable {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Leaves room for a process and a short name. */
  private static final int LONGEST_BASE = 80;

  private final Path path;

  private SocketFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one.
   *
   * @param environment XDG_RUNTIME_DIR counts if it is a folder that can be written
   */
  static SocketFolder make(Map<String, String> environment) throws IOException {
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    Path base =
        runtime.startsWith("/") && Files.isWritable(Path.of(runtime))
            ? Path.of(runtime)
            : Path.of("/tmp");
    return new SocketFolder(Files.createTempDirectory(base, "paddock-", OWNER_ONLY).toRealPath());
  }

  /**
   * Makes one among Paddock's own folders, where the next session takes away what a kill left; a
   * HOME of a long name has no room for it there, see {@link #make}.
   */
  static SocketFolder among(Path state, Map<String, String> environment) throws IOException {
    Path sockets = state.resolve("sockets");
    if (sockets.toString().length() > LONGEST_BASE) {
      return make(environment);
    }
    PaddockFolders.make(sockets);
    try (Stream<Path> left = Files.list(sockets)) {
      for (Path folder : left.filter(SocketFolder::isLeft).toList()) {
        TreeRemoval.remove(folder.toString());
      }
    }
    Path mine = sockets.resolve(Long.toString(ProcessHandle.current().pid()));
    return new SocketFolder(Files.createDirectory(mine, OWNER_ONLY).toRealPath());
  }

  /** Also this process's, which has made none yet. */
  private static boolean isLeft(Path folder) {
    try {
      long process = Long.parseLong(folder.getFileName().toString());
      return process == ProcessHandle.current().pid() || ProcessHandle.of(process).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Makes a folder in it, for sockets that the session itself may connect to. */
  Path folder(String name) throws IOException {
    return Files.createDirectory(path.resolve(name), OWNER_ONLY);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    TreeRemoval.remove(path.toString());
  }
}
