package dev.paddock.profile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The user's profiles that are asked for by name. */
record NamedProfiles(Path folder) {
  private static final String SUFFIX = ".toml";

  /** Returns the file of a name; one that is not there is refused with those that are. */
  Path require(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new EntryException(
          Printable.quote(name) + " can't be the name of a profile",
          "Name one of " + Printable.quote(folder.toString()) + " without .toml");
    }
    Path file = folder.resolve(name + SUFFIX);
    if (!Files.exists(file)) {
      List<String> known = names();
      throw new EntryException(
          "there is no profile " + Printable.quote(name),
          known.isEmpty()
              ? "Write it to " + Printable.quote(file.toString())
              : "There are: " + String.join(", ", known));
    }
    return file;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        names.add(Printable.escape(name.substring(0, name.length() - SUFFIX.length())));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new EntryException(
          "the profiles in " + Printable.quote(folder.toString()) + " can't be listed",
          "Make the folder readable");
    }
    return names.stream().sorted().toList();
  }
}
