package dev.paddock.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What {@code --task} says: a text, or {@code @FILE} for a file that holds it. */
final class TaskText {
  private static final int LARGEST = 64 * 1024;

  private TaskText() {}

  /**
   * Reads it.
   *
   * @param folder what a relative FILE is relative to
   * @throws IOException naming what is wrong and what to do
   */
  static String read(String value, Path folder) throws IOException {
    String text = value.startsWith("@") ? file(value.substring(1), folder) : value;
    if (text.isBlank()) {
      throw new IOException("--task is empty. Say what the agent is to do, or leave it out.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw tooLarge();
    }
    if (text.codePoints().anyMatch(TaskText::isControl)) {
      throw new IOException(
          "--task has control characters. Write plain text; line ends and tabs are fine.");
    }
    return text.strip();
  }

  private static boolean isControl(int point) {
    return (Character.isISOControl(point) && point != '\n' && point != '\t')
        || Character.getType(point) == Character.SURROGATE;
  }

  private static String file(String name, Path folder) throws IOException {
    try {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException("There is no file " + file + " for --task");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          throw tooLarge();
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      }
    } catch (CharacterCodingException e) {
      throw new IOException("The file of --task is not UTF-8. Save it as UTF-8.", e);
    } catch (InvalidPathException e) {
      throw new IOException("--task names no file: " + e.getMessage(), e);
    }
  }

  private static IOException tooLarge() {
    return new IOException("--task is longer than 64 KiB. Say what matters of it.");
  }
}
