package dev.paddock.session;

import dev.paddock.linux.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A folder for a session's Unix sockets that only its owner can enter. It is short, since the path
 * of a socket has 107 bytes at most (unix(7)), and goes with the session; one that a kill left
 * behind goes with the login or the next start of the machine.
 */
final class SocketFolder implements AutoCloseable {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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
