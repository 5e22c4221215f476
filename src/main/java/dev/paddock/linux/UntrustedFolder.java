package dev.paddock.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a folder that somebody else may be changing at this moment, and who may mean harm: a name
 * can become a symbolic link between looking and opening, a file a FIFO that never answers. Each
 * thing is pinned, looked at, and opened through its descriptor; links are followed nowhere.
 *
 * <p>Thread-safe.
 */
public final class UntrustedFolder implements AutoCloseable {
  /** What is no such thing, or has just been exchanged for none. */
  private static final Set<Integer> NOT_THERE =
      Set.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP, Errno.EXDEV);

  private final PinnedPath root;

  private UntrustedFolder(PinnedPath root) {
    this.root = root;
  }

  /**
   * Opens a folder; it stays the same one whatever is renamed.
   *
   * @param folder without links on the way
   */
  public static UntrustedFolder open(Path folder) throws LinuxException {
    return new UntrustedFolder(PinnedPath.of(folder.toString()));
  }

  /**
   * Reads a regular file.
   *
   * @return empty if there is none, whatever else is there
   * @throws IOException if it is larger than that, or can't be read
   */
  public Optional<byte[]> read(String relative, int most) throws IOException {
    Optional<InputStream> in = open(relative);
    if (in.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream stream = in.get()) {
      byte[] bytes = stream.readNBytes(most);
      if (stream.read() >= 0) {
        throw new IOException(relative + " is larger than " + most + " bytes");
      }
      return Optional.of(bytes);
    }
  }

  /** Opens a regular file; empty if there is none. */
  public Optional<InputStream> open(String relative) throws IOException {
    try (PinnedPath path = root.below(relative)) {
      return path.status().isRegularFile()
          ? Optional.of(Files.newInputStream(Path.of(path.descriptorPath())))
          : Optional.empty();
    } catch (LinuxException e) {
      requireAbsent(e);
      return Optional.empty();
    }
  }

  /** Tells what a name is; empty if there is nothing. */
  public Optional<FileStatus> status(String relative) throws IOException {
    try (PinnedPath path = root.below(relative)) {
      return Optional.of(path.status());
    } catch (LinuxException e) {
      requireAbsent(e);
      return Optional.empty();
    }
  }

  /** Lists a directory; empty if there is none. */
  public List<DirectoryReader.Entry> list(String relative) throws IOException {
    try (PinnedPath path = root.below(relative);
        DirectoryReader reader = new DirectoryReader()) {
      return path.status().isDirectory() ? reader.list(path.descriptorPath() + "/.") : List.of();
    } catch (LinuxException e) {
      requireAbsent(e);
      return List.of();
    }
  }

  @Override
  public void close() {
    root.close();
  }

  private static void requireAbsent(LinuxException e) throws LinuxException {
    if (!NOT_THERE.contains(e.errno())) {
      throw e;
    }
  }
}
