package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What clients said, in a file: until when it counts, the registries, the notes, and the stamps of
 * all that it hangs on. A file that is anything else counts as none.
 */
record AnswerFile(Path file) {
  private static final String HEAD = "paddock-registries 1";
  private static final String STAMPS = "stamps";

  /** Returns the answer if it was given for these stamps, and still counts. */
  Optional<RegistryAnswer> read(String stamps, Instant now) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return Optional.empty();
    }
    int split = text.indexOf("\n" + STAMPS + "\n");
    if (split < 0 || !text.substring(split + STAMPS.length() + 2).equals(stamps)) {
      return Optional.empty();
    }
    try {
      return parse(text.substring(0, split).lines().toList(), now);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<RegistryAnswer> parse(List<String> lines, Instant now) {
    if (!lines.getFirst().equals(HEAD)
        || now.toEpochMilli() >= Long.parseLong(lines.get(1))
        || now.plus(Duration.ofDays(30)).toEpochMilli() < Long.parseLong(lines.get(1))) {
      return Optional.empty();
    }
    List<Registry> registries = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String rest = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("note ")) {
        notes.add(rest);
      } else {
        String[] words = rest.split(" ", -1);
        registries.add(
            new Registry(words[1], words[2], Integer.parseInt(words[3]), words[0].equals("tls")));
      }
    }
    return Optional.of(new RegistryAnswer(registries, notes));
  }

  /** Writes an answer; only its owner can read it. */
  void write(RegistryAnswer answer, String stamps, Instant until) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD, String.valueOf(until.toEpochMilli())));
    for (Registry registry : answer.registries()) {
      lines.add(
          "registry "
              + (registry.tls() ? "tls " : "plain ")
              + registry.client()
              + " "
              + registry.host()
              + " "
              + registry.port());
    }
    answer.notes().forEach(note -> lines.add("note " + note));
    lines.add(STAMPS);
    lines.add(stamps);
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "registries",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, String.join("\n", lines));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
