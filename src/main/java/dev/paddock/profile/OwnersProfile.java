package dev.paddock.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The owner's own {@code profile.toml}, to which rules are added. The file is replaced as a whole,
 * so that it is never half written; its mode, its owner and everything else in it stay.
 */
public final class OwnersProfile {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path file;
  private final Path home;

  /**
   * Uses a file.
   *
   * @param file need not exist
   * @param home whose owner, beside root, may own the file
   */
  public OwnersProfile(Path file, Path home) {
    this.file = file;
    this.home = home;
  }

  /**
   * Adds a rule to {@code allow} of [permissions].
   *
   * @param rule of the form {@code Bash(COMMAND)}
   * @return false if it stands there already
   * @throws EntryException if the file is none that Paddock reads, or none that it can edit safely
   */
  public boolean allow(String rule) throws IOException {
    Optional<byte[]> before = ProfileFile.readOfOwner(file, home);
    String text = before.map(ProfileFile::decode).orElse("");
    Optional<String> after = AllowLines.add(text, file.toString(), rule);
    if (after.isEmpty()) {
      return false;
    }
    byte[] bytes = after.get().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > ProfileFile.LARGEST) {
      throw new EntryException(
          Printable.quote(file.toString()) + " would be larger than 1 MiB",
          "Remove what is no part of a profile");
    }
    replace(before, bytes);
    return true;
  }

  private void replace(Optional<byte[]> before, byte[] after) throws IOException {
    Path real = file;
    if (before.isPresent()) {
      real = file.toRealPath(); // a link stays one
    } else {
      Files.createDirectories(file.toAbsolutePath().getParent(), PRIVATE_FOLDER);
    }
    Path written = Files.createTempFile(real.toAbsolutePath().getParent(), ".profile-", ".toml");
    try {
      write(written, after);
      if (before.isPresent()) {
        keepAttributes(real, written);
      }
      Optional<byte[]> now = ProfileFile.readOfOwner(file, home);
      if (!Arrays.equals(now.orElse(null), before.orElse(null))) {
        throw new EntryException(
            Printable.quote(file.toString()) + " was changed meanwhile", "Try it again");
      }
      Files.move(
          written, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void keepAttributes(Path from, Path to) throws IOException {
    PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    PosixFileAttributes fresh = view.readAttributes();
    if (!fresh.owner().equals(old.owner())) {
      view.setOwner(old.owner());
    }
    if (!fresh.group().equals(old.group())) {
      view.setGroup(old.group());
    }
    view.setPermissions(old.permissions());
  }
}
