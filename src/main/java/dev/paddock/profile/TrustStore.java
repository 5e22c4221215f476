package dev.paddock.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers the exact content of project files that their owner accepted: one record a file, so
 * that two sessions never write the same one. Thread-safe, also between processes: a record is
 * replaced as a whole.
 */
public final class TrustStore {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final String SUFFIX = ".trust";

  private final Path directory;

  /**
   * Makes a store of a folder, which is made when something is trusted first.
   *
   * @param directory {@code trust} in Paddock's state folder
   */
  public TrustStore(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /**
   * Trusts what a file holds now.
   *
   * @return the SHA-256 of the content, 64 hexadecimal digits
   * @throws IOException if the file can't be read, is a symbolic link or larger than 1 MiB, or if
   *     the record can't be written
   */
  public String trust(Path projectFile) throws IOException {
    try {
      byte[] content =
          ProfileFile.readOfProject(projectFile)
              .orElseThrow(() -> new NoSuchFileException(projectFile.toString()));
      return trust(projectFile, content);
    } catch (EntryException e) {
      throw new IOException(Printable.escape(projectFile.toString()) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Trusts a content that has been read, and perhaps shown, already.
   *
   * @return the SHA-256 of the content, 64 hexadecimal digits
   * @throws IOException if the record can't be written
   */
  public String trust(Path projectFile, byte[] content) throws IOException {
    Path file = identity(projectFile);
    if (Printable.hasControlCharacters(file.toString())) {
      throw new TrustException(
          Printable.escape(file.toString()) + " has control characters. Rename the folder");
    }
    String hash = Sha256.of(content);
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
    Files.setPosixFilePermissions(directory, DIRECTORY);
    Path record = record(file);
    Path temporary =
        Files.createTempFile(directory, "new", null, PosixFilePermissions.asFileAttribute(FILE));
    try {
      Files.writeString(temporary, new TrustRecord(hash, file.toString()).text());
      Files.move(
          temporary, record, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return hash;
  }

  /**
   * Tells whether exactly this content of this file is trusted.
   *
   * @throws TrustException if the record is damaged or others can write it; it names the record
   * @throws IOException if the record can't be read
   */
  public boolean isTrusted(Path projectFile, byte[] content) throws IOException {
    Path file = identity(projectFile);
    Optional<TrustRecord> record = read(record(file));
    return record.isPresent()
        && record.get().file().equals(file.toString())
        && MessageDigest.isEqual(
            record.get().sha256().getBytes(StandardCharsets.US_ASCII),
            Sha256.of(content).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Forgets a file, whatever its content; also one whose record is damaged.
   *
   * @return whether there was a record
   */
  public boolean revoke(Path projectFile) throws IOException {
    return Files.deleteIfExists(record(identity(projectFile)));
  }

  /**
   * Returns all that is trusted, sorted by file.
   *
   * @throws TrustException if a record is damaged; it names the record
   */
  public List<TrustedFile> list() throws IOException {
    List<TrustedFile> files = new ArrayList<>();
    try (DirectoryStream<Path> records = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path path : records) {
        read(path)
            .ifPresent(
                record -> files.add(new TrustedFile(Path.of(record.file()), record.sha256())));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    files.sort(Comparator.comparing(TrustedFile::file));
    return List.copyOf(files);
  }

  private Optional<TrustRecord> read(Path record) throws IOException {
    try {
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(record, LinkOption.NOFOLLOW_LINKS);
      Set<PosixFilePermission> folder = Files.getPosixFilePermissions(directory);
      if (!FILE.containsAll(permissions) || !DIRECTORY.containsAll(folder)) {
        throw new TrustException(
            "the record of trust " + record + " is open to others. Remove it and trust again");
      }
      Optional<byte[]> bytes = ProfileFile.readOfProject(record);
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(TrustRecord.parse(ProfileFile.decode(bytes.get())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (EntryException e) {
      throw new TrustException("the record of trust " + record + ": " + e.getMessage());
    }
  }

  private Path record(Path file) {
    byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
    return directory.resolve(Sha256.of(name) + SUFFIX);
  }

  /** The file itself is never a link, so only its folder is followed. */
  private static Path identity(Path projectFile) throws IOException {
    Path file = projectFile.toAbsolutePath().normalize();
    Path folder = file.getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) {
      throw new TrustException(file + " is no file of a project. Name its .paddock.toml");
    }
    return Places.real(folder).resolve(name);
  }
}
