package dev.paddock.home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Reads small files of the host. */
final class HostFile {
  /** Bytes; what is longer is no settings file of a person. */
  static final int LIMIT = 256 * 1024;

  private HostFile() {}

  /**
   * Reads a file whole, without following a link in its last name.
   *
   * @throws IOException if it can't be read or is longer than {@link #LIMIT}
   */
  static byte[] read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new IOException(path + " is longer than 256 KiB");
      }
      return bytes;
    }
  }
}
