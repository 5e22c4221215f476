package dev.paddock.approval;

import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A socket's address, whose path has 107 bytes at most (unix(7)). A longer one is reached through a
 * link in a private folder, which is there only while the socket is bound or connected to.
 */
final class SocketAddress implements Closeable {
  private static final int LONGEST = 107;
  private static final String LINK = "s";

  private final Path path;
  private final Optional<Path> folder;

  private SocketAddress(Path path, Optional<Path> folder) {
    this.path = path;
    this.folder = folder;
  }

  static SocketAddress of(Path socket) throws IOException {
    if (fits(socket)) {
      return new SocketAddress(socket, Optional.empty());
    }
    Path folder = Files.createTempDirectory("paddock-"); // its owner's alone
    Path target = socket.toAbsolutePath().resolveSibling("");
    SocketAddress address =
        new SocketAddress(folder.resolve(LINK).resolve(socket.getFileName()), Optional.of(folder));
    try {
      Files.createSymbolicLink(folder.resolve(LINK), target);
      if (!fits(address.path)) {
        throw new IOException(socket + " has a name that is too long for a socket");
      }
      return address;
    } catch (IOException e) {
      address.close();
      throw e;
    }
  }

  UnixDomainSocketAddress toBindOrConnect() {
    return UnixDomainSocketAddress.of(path);
  }

  @Override
  public void close() throws IOException {
    if (folder.isPresent()) {
      Files.deleteIfExists(folder.get().resolve(LINK));
      Files.deleteIfExists(folder.get());
    }
  }

  private static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }
}
