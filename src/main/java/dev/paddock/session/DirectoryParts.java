package dev.paddock.session;

import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import dev.paddock.sandbox.SandboxRequest.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a directory holds, so that it can be put together anew with further files in it. */
final class DirectoryParts {
  private DirectoryParts() {}

  /**
   * Looks. What is no file, directory or link is left out, as is what one of the files replaces.
   *
   * @param files what is added, at any depth
   */
  static List<Part> of(Path directory, List<LayeredFile> files) throws IOException {
    List<Part> parts = new ArrayList<>();
    collect(directory, files, parts);
    return parts;
  }

  private static void collect(Path directory, List<LayeredFile> files, List<Part> parts)
      throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(directory)) {
      entries = listed.sorted().toList();
    }
    for (Path entry : entries) {
      String path = entry.toString();
      if (files.stream().anyMatch(file -> file.path().equals(path))) {
        continue;
      }
      if (Files.isSymbolicLink(entry)) {
        parts.add(new Part.PartLink(path, Files.readSymbolicLink(entry).toString()));
      } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        parts.add(new Part.PartFile(path));
      } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (files.stream().anyMatch(file -> file.path().startsWith(path + "/"))) {
          parts.add(new Part.OpenDirectory(path));
          collect(entry, files, parts);
        } else {
          parts.add(new Part.PartDirectory(path));
        }
      }
    }
  }
}
