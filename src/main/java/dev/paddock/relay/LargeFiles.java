package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The large files of a mirror, where git-lfs itself keeps them. They go to and from upstream by the
 * owner's own git-lfs. Thread-safe: a file appears whole or not at all.
 */
final class LargeFiles implements LfsStore {
  private static final String VERSION = "version https://git-lfs.github.com/spec/v1";

  private final OwnersGit git;
  private final Upstream upstream;
  private final Mirror mirror;
  private final PushLimits limits;

  LargeFiles(OwnersGit git, Upstream upstream, Mirror mirror, PushLimits limits) {
    this.git = git;
    this.upstream = upstream;
    this.mirror = mirror;
    this.limits = limits;
  }

  @Override
  public Optional<Path> find(String oid, long size) throws IOException {
    Path file = file(oid);
    return Files.isRegularFile(file) && Files.size(file) == size
        ? Optional.of(file)
        : Optional.empty();
  }

  @Override
  public Path fetch(String oid, long size) throws IOException, RelayRefusal {
    Optional<Path> here = find(oid, size);
    if (here.isPresent()) {
      return here.get();
    }
    String pointer = "%s\noid sha256:%s\nsize %d\n".formatted(VERSION, oid, size);
    try {
      git.smudge(mirror.folder(), upstream, pointer, limits.transfer());
    } catch (GitFailure e) {
      throw e.refusal("Fetching a large file from " + upstream.name());
    }
    return find(oid, size)
        .orElseThrow(
            () ->
                new RelayRefusal(
                    "git-lfs-missing",
                    upstream.name() + " does not have the large file " + oid + ".",
                    "Ask who pushed the commit that names it to push the file, too."));
  }

  @Override
  public void receive(String oid, long size, InputStream in) throws IOException, RelayRefusal {
    if (size > limits.largestPush()) {
      throw new RelayRefusal(
          "git-large-file",
          "The large file %s has more than %d MiB.".formatted(oid, limits.largestPush() >> 20),
          "Push it outside.");
    }
    Files.createDirectories(file(oid).getParent());
    Path incoming = Files.createTempFile(mirror.folder().resolve("lfs"), "incoming", "");
    try {
      MessageDigest digest = sha256();
      try (DigestInputStream counted = new DigestInputStream(in, digest);
          OutputStream out = Files.newOutputStream(incoming)) {
        long left = size + 1;
        byte[] buffer = new byte[1 << 16];
        for (int n = counted.read(buffer); n >= 0 && left > 0; n = counted.read(buffer)) {
          out.write(buffer, 0, (int) Math.min(n, left));
          left -= n;
        }
      }
      if (Files.size(incoming) != size || !HexFormat.of().formatHex(digest.digest()).equals(oid)) {
        throw new RelayRefusal(
            "git-lfs-mismatch",
            "The large file is not what its name says.",
            "Let git-lfs push it again.");
      }
      Files.move(incoming, file(oid), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /**
   * Sends files upstream, of those that a session brought here; others upstream has, or somebody
   * else is to bring.
   */
  void push(Collection<String> oids) throws GitFailure {
    List<String> here = new ArrayList<>();
    for (String oid : oids) {
      if (Files.isRegularFile(file(oid))) {
        here.add(oid);
      }
    }
    if (!here.isEmpty()) {
      List<String> command =
          new ArrayList<>(List.of("lfs", "push", "--object-id", OwnersGit.REMOTE));
      command.addAll(here);
      git.ask(mirror.folder(), upstream, limits.transfer(), command.toArray(String[]::new))
          .orFail();
    }
  }

  /** Returns the name of the file that a blob stands for, if it is a pointer (git-lfs, spec.md). */
  static Optional<String> pointedTo(byte[] blob) {
    String text = new String(blob, StandardCharsets.UTF_8);
    if (!text.startsWith(VERSION + "\n")) {
      return Optional.empty();
    }
    return text.lines()
        .filter(line -> line.matches("oid sha256:[0-9a-f]{64}"))
        .map(line -> line.substring("oid sha256:".length()))
        .findFirst();
  }

  private Path file(String oid) {
    return mirror
        .folder()
        .resolve("lfs/objects")
        .resolve(oid.substring(0, 2))
        .resolve(oid.substring(2, 4))
        .resolve(oid);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
