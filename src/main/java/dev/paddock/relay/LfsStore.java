package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The large files of one repository (git-lfs's own layout, {@code lfs/objects/aa/bb/oid} in the
 * mirror), each named by its SHA-256. Thread-safe.
 */
public interface LfsStore {
  /**
   * Finds a large file that is here.
   *
   * @param oid 64 hexadecimal digits
   * @param size bytes
   */
  Optional<Path> find(String oid, long size) throws IOException;

  /**
   * Fetches a large file from upstream, if it is not here yet.
   *
   * @throws RelayRefusal if upstream does not have it, or can't be reached
   */
  Path fetch(String oid, long size) throws IOException, RelayRefusal;

  /**
   * Takes a large file of a session. It goes upstream with the push that names it.
   *
   * @throws RelayRefusal if it is not what it is said to be, or too large
   */
  void receive(String oid, long size, InputStream in) throws IOException, RelayRefusal;
}
