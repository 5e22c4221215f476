package dev.paddock.workspace;

import dev.paddock.linux.Errno;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileSystemCalls;
import dev.paddock.linux.LinuxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Renaming to names that nothing has yet. */
final class FreshName {
  private static final SecureRandom RANDOM = new SecureRandom();

  private FreshName() {}

  /**
   * Renames without replacing anything.
   *
   * <p>File systems that can't promise that (NFS) say EINVAL; there the new name is looked at
   * first, which another process can outrun.
   */
  static void rename(String from, String to) throws IOException {
    try {
      FileSystemCalls.rename(from, to);
    } catch (LinuxException e) {
      if (e.errno() != Errno.EINVAL || !FileNames.isPlain(from) || !FileNames.isPlain(to)) {
        throw e;
      }
      if (PrivateFiles.isThere(Path.of(to))) {
        throw new IOException(to + " exists", e);
      }
      Files.move(Path.of(from), Path.of(to));
    }
  }

  /** Returns a path in a directory for a short time's use, which nothing has. */
  static String temporary(String directory) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    return directory + "/.paddock-" + HexFormat.of().formatHex(random);
  }
}
