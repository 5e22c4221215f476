package dev.paddock.profile;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Turns a path of [files] into a grant, or refuses it. What is refused is looked for twice: in the
 * path as it is written, and where it leads once all symbolic links are followed.
 */
final class GrantReader {
  private static final int LONGEST = 4096;

  private final Places places;
  private final GrantCheck asWritten;
  private final GrantCheck followed;

  /**
   * Looks at the places.
   *
   * @throws IOException if HOME or the project can't be looked at
   */
  GrantReader(Places places) throws IOException {
    this.places = places;
    this.asWritten = new GrantCheck(places);
    this.followed = new GrantCheck(places.real());
  }

  /**
   * Reads one entry.
   *
   * @throws EntryException if no such path can be granted for this use
   */
  PathGrant read(String text, Use use) {
    Path path = resolve(text);
    asWritten.require(path, use);
    Path real = follow(text, path);
    followed.require(real, use);
    if (isRelative(text) && !followed.isInProject(real)) {
      throw new EntryException(
          Printable.quote(text) + " leads out of the project, to " + Printable.quote(real + ""),
          "Write that path itself, if it is meant");
    }
    return new PathGrant(text, path, real);
  }

  /** Reads where a key is kept, which is no grant: nothing of it comes into a session. */
  KeySource keySource(String text) {
    return KeySource.parse(text, places.home(), places.project());
  }

  /** Returns the path of a relative entry from the project, "" for the project itself. */
  String relative(PathGrant grant) {
    return places.project().relativize(grant.path()).toString();
  }

  static boolean isRelative(String text) {
    return !text.startsWith("/") && !text.startsWith("~");
  }

  private Path resolve(String text) {
    requireReadable(text);
    try {
      if (text.equals("~")) {
        return places.home();
      }
      if (text.startsWith("~/")) {
        return below(text, places.home(), text.substring(2), "HOME");
      }
      if (text.startsWith("~")) {
        throw new EntryException(
            Printable.quote(text) + " is in another user's HOME",
            "Write ~/PATH for your own HOME, ./~NAME for a name that starts with ~");
      }
      if (text.startsWith("/")) {
        return below(text, Path.of("/"), text.substring(1), "the root");
      }
      return below(text, places.project(), text, "the project");
    } catch (InvalidPathException e) {
      throw new EntryException(
          Printable.quote(text) + " can't be a path here: " + Printable.escape(e.getReason()),
          "Run Paddock in a UTF-8 locale");
    }
  }

  /** ".." is resolved by its text alone, so only where that stays in the folder. */
  private static Path below(String text, Path folder, String rest, String name) {
    int depth = 0;
    Path relative = Path.of("./" + stripSlashes(rest));
    for (Path part : relative) {
      switch (part.toString()) {
        case "", "." -> {}
        case ".." -> depth--;
        default -> depth++;
      }
      if (depth < 0) {
        throw new EntryException(
            Printable.quote(text) + " leaves " + name + " through its .. parts",
            "Write where it leads, as ~/PATH or /PATH");
      }
    }
    return folder.resolve(relative).normalize();
  }

  private static String stripSlashes(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == '/') {
      from++;
    }
    return text.substring(from);
  }

  private static Path follow(String text, Path path) {
    try {
      return Places.real(path);
    } catch (IOException e) {
      throw new EntryException(
          Printable.quote(text)
              + " can't be followed to where it leads ("
              + Printable.escape(e.getClass().getSimpleName() + ": " + e.getMessage())
              + ")",
          "Mend or remove the symbolic link or folder, or the entry");
    }
  }

  private static void requireReadable(String text) {
    if (text.isEmpty()) {
      throw new EntryException("a path is empty", "Remove it, or write . for the project");
    }
    if (text.length() > LONGEST) {
      throw new EntryException(
          "a path is longer than " + LONGEST + " characters", "Write a shorter one");
    }
    if (Printable.hasControlCharacters(text)) {
      throw new EntryException(
          Printable.quote(text) + " has control characters", "Name a folder above it");
    }
    if (PathPattern.isGlob(text)) {
      throw new EntryException(
          Printable.quote(text) + " is a pattern, but only a path can be granted",
          "Name the folder that holds what you mean");
    }
  }
}
