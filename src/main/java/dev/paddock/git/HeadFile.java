package dev.paddock.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the commit that HEAD names, from files alone (gitrepository-layout(5)): no settings are
 * read, nothing is followed out of the folder, and what is no ordinary file is not opened.
 */
final class HeadFile {
  private static final int LARGEST = 32 << 20;
  private static final int MOST_STEPS = 5;
  private static final String SYMBOLIC = "ref: ";
  private static final Pattern NAME =
      Pattern.compile("refs/(?!.*\\.\\.)[^\\x00-\\x20\\\\]{1,1000}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private HeadFile() {}

  /**
   * Returns the commit's id in hexadecimal digits.
   *
   * @return empty if there is none, or the folder keeps its refs in another way
   */
  static Optional<String> commit(Path gitFolder) throws IOException {
    Optional<String> text = line(gitFolder.resolve("HEAD"));
    for (int step = 0; step < MOST_STEPS && text.isPresent(); step++) {
      if (!text.get().startsWith(SYMBOLIC)) {
        return text.filter(id -> COMMIT.matcher(id).matches());
      }
      String name = text.get().substring(SYMBOLIC.length()).strip();
      if (!NAME.matcher(name).matches()) {
        return Optional.empty();
      }
      Optional<String> loose = line(gitFolder.resolve(name));
      text = loose.isPresent() ? loose : packed(gitFolder, name);
    }
    return Optional.empty();
  }

  private static Optional<String> packed(Path gitFolder, String name) throws IOException {
    return text(gitFolder.resolve("packed-refs")).stream()
        .flatMap(String::lines)
        .filter(line -> line.endsWith(" " + name))
        .map(line -> line.substring(0, line.length() - name.length() - 1))
        .findFirst();
  }

  private static Optional<String> line(Path file) throws IOException {
    return text(file).map(String::strip);
  }

  private static Optional<String> text(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
    }
  }
}
