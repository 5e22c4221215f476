package dev.paddock.permissions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads files of others with care: of bounded size, and never what is no regular file. */
final class TextFile {
  private static final int LARGEST = 1024 * 1024;
  private static final int MOST_FILES = 100;

  private TextFile() {}

  /**
   * Reads a file; a symbolic link is followed.
   *
   * @param within where its target has to be; the root for any
   * @return empty if there is no such file
   * @throws IOException if it can't be read or is no text; the message says which
   */
  static Optional<String> read(Path file, Path within) throws IOException {
    Path real;
    try {
      real = file.toRealPath();
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (Files.isSymbolicLink(file)) {
        throw new IOException("it is a symbolic link that leads nowhere", e);
      }
      return Optional.empty();
    } catch (FileSystemLoopException e) {
      throw new IOException("it is a symbolic link that leads nowhere", e);
    }
    if (!real.startsWith(within)) {
      throw new IOException("it is a symbolic link that leads out of the project");
    }
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is no regular file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new IOException("it is larger than 1 MiB");
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  /** Returns the files of a folder that end so, in the order of their names. */
  static List<Path> list(Path folder, String end) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(end))
          .sorted()
          .limit(MOST_FILES + 1L)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(folder.resolve("*" + end)); // is told as a file that can't be read
    }
  }
}
