package dev.paddock.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern for paths, with the meaning of gitignore(5) but for {@code !}, which is refused.
 *
 * <p>A pattern without "/" matches a name at any depth of the project. One with "/" is anchored: to
 * the project, to HOME if it starts with {@code ~/}, to the root if it starts with "/". {@code *},
 * {@code ?} and {@code [...]} don't cross "/"; a component {@code **} stands for any number of
 * folders. A "/" at the end makes it match folders only. A folder that matches takes everything in
 * it along. {@code \} takes the meaning from the character after it. Upper and lower case differ.
 *
 * <p>A match takes time proportional to path and pattern, never exponential. Immutable.
 */
public final class PathPattern {
  private static final int LONGEST = 1024;
  private static final String GLOB_CHARACTERS = "*?[\\";

  private final String text;
  private final Base base;
  private final boolean directoriesOnly;
  private final NameGlob[] names;

  /** What the paths are relative to that a pattern is matched with. */
  public enum Base {
    PROJECT,
    HOME,
    ROOT
  }

  private PathPattern(String text, Base base, boolean directoriesOnly, List<NameGlob> names) {
    this.text = text;
    this.base = base;
    this.directoriesOnly = directoriesOnly;
    this.names = names.toArray(NameGlob[]::new);
  }

  /**
   * Reads a pattern.
   *
   * @throws EntryException if it is empty, longer than 1024 characters, has control characters, a
   *     component {@code .}, {@code ..} or "", an unclosed {@code [}, or starts with {@code !}
   */
  public static PathPattern parse(String text) {
    requireReadable(text);
    Base base = text.startsWith("/") ? Base.ROOT : text.startsWith("~/") ? Base.HOME : Base.PROJECT;
    if (text.startsWith("~") && base != Base.HOME) {
      throw new EntryException(
          Printable.quote(text) + " starts with ~ but not with ~/",
          "Write ~/NAME for a path in your HOME, or \\~ for a name that starts with ~");
    }
    String path = withoutPrefix(text);
    boolean directoriesOnly = path.endsWith("/");
    if (directoriesOnly) {
      path = path.substring(0, path.length() - 1);
    }
    boolean anchored = !text.startsWith(path) || path.indexOf('/') >= 0;
    List<NameGlob> names = new ArrayList<>();
    if (!anchored) {
      names.add(NameGlob.DEEP);
    }
    for (String name : path.split("/", -1)) {
      requireName(text, name);
      names.add(name.equals("**") ? NameGlob.DEEP : NameGlobParser.parse(text, name));
    }
    return new PathPattern(text, base, directoriesOnly, names);
  }

  /** Returns the pattern of exactly one path of the project and what is in it. */
  static PathPattern exactly(String text, String relativePath) {
    List<NameGlob> names = new ArrayList<>();
    for (String name : relativePath.split("/", -1)) {
      names.add(new NameGlob.Literal(name));
    }
    return new PathPattern(text, Base.PROJECT, false, names);
  }

  /** Tells whether a text has a character that a pattern gives a meaning to. */
  static boolean isGlob(String text) {
    return text.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }

  /**
   * Tells whether the pattern matches a path or a folder above it.
   *
   * @param relativePath relative to {@link #base()}, separated by "/", without "/" at its ends
   * @param directory whether the path itself is a directory (a symbolic link is none)
   */
  public boolean matches(String relativePath, boolean directory) {
    int length = relativePath.length();
    if (length == 0) {
      return false;
    }
    boolean wholePath = directory || !directoriesOnly;
    int name = 0;
    int at = 0; // where the next component starts; past the end when all are used up
    int retryName = -1;
    int retryAt = -1;
    while (name < names.length) {
      if (at > length) {
        return false;
      }
      if (names[name] instanceof NameGlob.Deep) {
        if (++name == names.length) {
          return wholePath || end(relativePath, at) < length;
        }
        retryName = name;
        retryAt = at;
        continue;
      }
      int end = end(relativePath, at);
      if (names[name].matches(relativePath, at, end)) {
        name++;
        at = end + 1;
      } else if (retryName < 0) {
        return false;
      } else {
        retryAt = end(relativePath, retryAt) + 1;
        at = retryAt;
        name = retryName;
      }
    }
    return wholePath || at <= length;
  }

  /**
   * Tells the same as {@link #matches} of a path none of whose folders matches, faster: for a walk
   * that does not enter folders that match.
   */
  public boolean matchesEntry(String relativePath, boolean directory) {
    if (names.length == 2 && names[0] instanceof NameGlob.Deep) {
      int start = relativePath.lastIndexOf('/') + 1;
      return (directory || !directoriesOnly)
          && start < relativePath.length()
          && names[1].matches(relativePath, start, relativePath.length());
    }
    return matches(relativePath, directory);
  }

  /** Returns what the paths are relative to that this pattern is matched with. */
  public Base base() {
    return base;
  }

  /** Returns the pattern as it was written. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that
        && text.equals(that.text)
        && Arrays.equals(names, that.names);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static String withoutPrefix(String text) {
    for (String prefix : List.of("~/", "/", "./")) {
      if (text.startsWith(prefix)) {
        return text.substring(prefix.length());
      }
    }
    return text;
  }

  private static int end(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  private static void requireReadable(String text) {
    if (text.isEmpty()) {
      throw new EntryException("a pattern is empty", "Remove it");
    }
    if (text.length() > LONGEST) {
      throw new EntryException(
          "a pattern is longer than " + LONGEST + " characters", "Write a shorter one");
    }
    if (Printable.hasControlCharacters(text)) {
      throw new EntryException(
          Printable.quote(text) + " has control characters", "Use ? where such a character is");
    }
    if (text.startsWith("!")) {
      throw new EntryException(
          Printable.quote(text) + " starts with !, but what is hidden can't be shown again",
          "Write narrower patterns instead, or \\! for a name that starts with !");
    }
  }

  private static void requireName(String text, String name) {
    if (name.isEmpty()) {
      throw new EntryException(
          Printable.quote(text) + " has an empty component", "Name what it should match");
    }
    if (name.equals(".") || name.equals("..")) {
      throw new EntryException(
          Printable.quote(text) + " has the component " + name,
          "Write the path from the project, ~/ or / without . and ..");
    }
  }
}
