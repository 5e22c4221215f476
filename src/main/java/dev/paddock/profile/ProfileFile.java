package dev.paddock.profile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Reads a file of a profile, once, after having looked at what kind of file it is. */
final class ProfileFile {
  static final int LARGEST = 1024 * 1024;

  private ProfileFile() {}

  /**
   * Reads a project's file; a symbolic link is refused.
   *
   * @return the bytes; empty if there is no such file
   * @throws EntryException if it can't be read or is no file that a profile can be
   */
  static Optional<byte[]> readOfProject(Path file) {
    return read(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads a file of the organisation or the user; a symbolic link is followed, but nobody else may
   * be able to change the file or the folder that it is in.
   *
   * @param home whose owner, beside root, may own the file
   * @return the bytes; empty if there is no such file
   * @throws EntryException if it can't be read or is no file that a profile can be
   */
  static Optional<byte[]> readOfOwner(Path file, Path home) {
    try {
      Path real = file.toRealPath();
      requireOwn(real, home);
      Path folder = real.getParent();
      if (folder != null) {
        requireOwn(folder, home);
      }
      return read(real, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(file)) {
        throw new EntryException("it is a symbolic link that leads nowhere", "Mend or remove it");
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Decodes what was read. */
  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new EntryException("it is not UTF-8", "Save it as UTF-8");
    }
  }

  private static Optional<byte[]> read(Path file, LinkOption links) {
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class, links);
      if (attributes.isSymbolicLink()) {
        throw new EntryException("it is a symbolic link", "Put the file itself there");
      }
      if (!attributes.isRegularFile()) {
        throw new EntryException("it is no regular file", "Put a text file there, or remove it");
      }
      try (SeekableByteChannel channel =
          Files.newByteChannel(file, Set.of(StandardOpenOption.READ, links))) {
        return Optional.of(drain(channel));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static byte[] drain(SeekableByteChannel channel) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    while (channel.read(buffer) >= 0) {
      bytes.write(buffer.array(), 0, buffer.position());
      buffer.clear();
      if (bytes.size() > LARGEST) {
        throw new EntryException("it is larger than 1 MiB", "Remove what is no part of a profile");
      }
    }
    return bytes.toByteArray();
  }

  private static void requireOwn(Path path, Path home) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    String owner = attributes.owner().getName();
    boolean own =
        owner.equals("root")
            || owner.equals("0")
            || attributes.owner().equals(Files.getOwner(home));
    if (!own) {
      throw new EntryException(
          Printable.quote(path.toString()) + " belongs to " + Printable.quote(owner),
          "Only root or you may own it");
    }
    Set<PosixFilePermission> permissions = attributes.permissions();
    // A group of the owner's own name has no other members by the custom of all distributions.
    boolean sharedGroup = !attributes.group().getName().equals(owner);
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || (permissions.contains(PosixFilePermission.GROUP_WRITE) && sharedGroup)) {
      throw new EntryException(
          Printable.quote(path.toString()) + " is writable by others",
          "Run: chmod go-w " + Printable.quote(path.toString()));
    }
  }

  private static EntryException unreadable(IOException e) {
    return new EntryException(
        "it can't be read ("
            + Printable.escape(e.getClass().getSimpleName() + ": " + e.getMessage())
            + ")",
        "Make it readable, or remove it");
  }
}
