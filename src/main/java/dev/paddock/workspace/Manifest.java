package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of what a session's quarantine holds. It is written before anything is moved, so an
 * entry may have no object, but no object is without an entry.
 *
 * @param project the project's path, to which things are given back
 */
record Manifest(String session, String project, List<Taken> entries) {
  private static final String FILE = "manifest";
  private static final String HEAD = "paddock-quarantine";

  Manifest {
    entries = List.copyOf(entries);
  }

  void write(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(Fields.write(HEAD, 1, session, project));
    for (Taken taken : entries) {
      lines.add(
          Fields.write(
              "taken",
              taken.number(),
              taken.kind(),
              taken.mode(),
              taken.when().toEpochMilli(),
              taken.path(),
              taken.reason()));
    }
    lines.add(Fields.write("end", lines.size()));
    PrivateFiles.write(directory.resolve(FILE), String.join("\n", lines) + "\n");
  }

  static boolean isIn(Path directory) {
    return PrivateFiles.isThere(directory.resolve(FILE));
  }

  /**
   * Reads a manifest.
   *
   * @throws WorkspaceException if it is damaged; the objects beside it are untouched
   */
  static Manifest read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return parse(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException | WorkspaceException e) {
      throw new WorkspaceException(
          file
              + " can't be read; what was taken lies beside it under numbers, to be looked at by"
              + " hand and moved back or deleted",
          e);
    }
  }

  private static Manifest parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 2 || !text.endsWith("\n")) {
      throw new WorkspaceException("it is cut off");
    }
    Fields head = Fields.read(lines.getFirst());
    head.expect(HEAD);
    head.expect("1");
    String session = head.text();
    String project = head.text();
    head.end();
    List<Taken> entries = new ArrayList<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      entries.add(entry(Fields.read(line)));
    }
    Fields end = Fields.read(lines.getLast());
    end.expect("end");
    end.expect(String.valueOf(lines.size() - 1));
    end.end();
    return new Manifest(session, project, entries);
  }

  private static Taken entry(Fields line) {
    line.expect("taken");
    int number = Math.toIntExact(line.number());
    Kind kind = line.word(Kind.class);
    int mode = Math.toIntExact(line.number());
    Instant when = Instant.ofEpochMilli(line.number());
    String path = line.text();
    Taken taken = new Taken(number, path, kind, mode, when, line.text());
    line.end();
    return taken;
  }
}
