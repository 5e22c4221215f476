package dev.paddock.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps Paddock from being rebuilt silently from sources that a session has changed, when it works
 * on Paddock itself.
 *
 * <p>While such a session runs, and if it was killed, a mark beside the installed copy makes the
 * launcher ask before it builds; the mark goes when the sources are the same at the end.
 */
final class SourceWatch {
  private final Path mark;
  private final List<Path> sources;
  private final String before;

  private SourceWatch(Path mark, List<Path> sources) throws IOException {
    this.mark = mark;
    this.sources = sources;
    this.before = fingerprint(sources);
  }

  /**
   * Starts watching if the session can write to Paddock's sources.
   *
   * @param launch how this process was launched
   * @param writable what the session may write
   */
  static Optional<SourceWatch> start(Launcher launch, List<Path> writable) throws IOException {
    if (launch.root().isEmpty() || launch.checkout().isEmpty()) {
      return Optional.empty();
    }
    Path root = launch.root().get();
    if (writable.stream().noneMatch(path -> root.startsWith(path) || path.startsWith(root))) {
      return Optional.empty();
    }
    Path mark = launch.checkout().get().resolve("changed-by-session");
    boolean marked = Files.exists(mark);
    SourceWatch watch =
        new SourceWatch(mark, List.of(root.resolve("pom.xml"), root.resolve("src/main")));
    if (marked) {
      return Optional.empty(); // an earlier session's mark stays until the owner has built
    }
    Files.writeString(mark, "A session may have changed the sources.\n");
    return Optional.of(watch);
  }

  /** Ends the watch; returns whether the sources have changed. */
  boolean end() throws IOException {
    if (fingerprint(sources).equals(before)) {
      Files.deleteIfExists(mark);
      return false;
    }
    return true;
  }

  private static String fingerprint(List<Path> sources) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path source : sources) {
        add(digest, source);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, Path source) throws IOException {
    if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(source)) {
      entries = walk.sorted().toList();
    }
    for (Path entry : entries) {
      if (Files.isSymbolicLink(entry)) {
        add(digest, 'l', entry, bytes(Files.readSymbolicLink(entry)));
      } else if (Files.isRegularFile(entry)) {
        add(digest, 'f', entry, Files.readAllBytes(entry));
      } else {
        add(digest, 'd', entry, new byte[0]);
      }
    }
  }

  /** With lengths, so that no two trees give the same bytes. */
  private static void add(MessageDigest digest, char kind, Path path, byte[] content) {
    byte[] name = bytes(path);
    digest.update(
        ByteBuffer.allocate(12).putInt(kind).putInt(name.length).putInt(content.length).flip());
    digest.update(name);
    digest.update(content);
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }
}
