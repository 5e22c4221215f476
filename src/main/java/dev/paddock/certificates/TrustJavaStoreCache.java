package dev.paddock.certificates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The machine's Java trust stores as JKS, since converting one takes 100 ms of a start.
 *
 * <p>A copy is found by the SHA-256 of what it was made from, so it is never older than the
 * original nor trusted further; one that is not whole is made again. A cache that can't be written
 * costs time only.
 */
final class TrustJavaStoreCache {
  private static final String EVERYBODY_ELSE_OUT = "rwx------";
  private static final int PREFIX = 16;
  private final Path folder;

  TrustJavaStoreCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns a store as JKS.
   *
   * @param path where it is, by which an outdated copy is found
   * @throws IOException if this JDK can't read it
   */
  byte[] jks(Path path, byte[] store) throws IOException {
    if (TrustJavaStore.isJks(store)) {
      return store;
    }
    String origin = sha256(path.toString().getBytes(StandardCharsets.UTF_8)).substring(0, PREFIX);
    Path copy = folder.resolve(origin + "-" + sha256(store) + ".jks");
    try {
      byte[] cached = Files.readAllBytes(copy);
      if (TrustJavaStore.isIntact(cached)) {
        return cached;
      }
    } catch (IOException e) {
      // Not there, or not to be read: it is made below.
    }
    byte[] converted = TrustJavaStore.convert(store);
    try {
      write(origin, copy, converted);
    } catch (IOException e) {
      // The next session converts again.
    }
    return converted;
  }

  private void write(String origin, Path copy, byte[] content) throws IOException {
    Files.createDirectories(
        folder,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(EVERYBODY_ELSE_OUT)));
    Path temporary = Files.createTempFile(folder, origin, ".new");
    try {
      Files.write(temporary, content);
      Files.move(temporary, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, origin + "-*.jks")) {
      for (Path old : older) {
        if (!old.equals(copy)) {
          remove(old);
        }
      }
    }
  }

  private static void remove(Path file) throws IOException {
    try {
      Files.delete(file);
    } catch (NoSuchFileException e) {
      // Another session was faster.
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
