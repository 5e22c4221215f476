package dev.paddock.permissions;

import dev.paddock.profile.EntryException;
import dev.paddock.profile.PathPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Turns the paths of Claude Code's rules into patterns that are anchored to the root: {@code //abs}
 * is absolute, {@code ~/} HOME, {@code /x} relative to where the settings are, {@code x} and {@code
 * ./x} to the working directory. A bare name is meant at any depth, and so is {@code NAME/**}.
 *
 * @param home absolute
 * @param workingDirectory absolute
 */
record AnchoredPath(Path home, Path workingDirectory) {
  private static final String SPECIAL = "*?[\\";

  /** The folders that are there in every session, read-only. */
  private static final List<String> SYSTEM =
      List.of(
          "/usr/",
          "/bin/",
          "/sbin/",
          "/lib/",
          "/lib32/",
          "/lib64/",
          "/libx32/",
          "/etc/",
          "/opt/",
          "/nix/",
          "/gnu/",
          "/var/lib/dpkg/",
          "/var/lib/rpm/",
          "/sys/",
          "/proc/",
          "/dev/");

  /**
   * Translates.
   *
   * @param base what a single "/" is relative to
   * @throws EntryException if no pattern of Paddock's can say this
   */
  PathPattern translate(String specifier, Path base) {
    String text = specifier.strip();
    if (text.startsWith("//")) {
      return anchored(Path.of("/"), text.substring(2));
    }
    if (text.equals("~") || text.startsWith("~/")) {
      return anchored(home, text.substring(Math.min(2, text.length())));
    }
    if (text.startsWith("/")) {
      return anchored(base, text.substring(1));
    }
    if (text.startsWith("!")) {
      return PathPattern.parse(text); // tells why that can't be
    }
    String relative = text.startsWith("./") ? text.substring(2) : text;
    String whole = withoutContents(relative);
    String name = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    boolean deep = !name.isEmpty() && name.indexOf('/') < 0 && !name.equals("..");
    return anchored(workingDirectory, deep && !name.equals("**") ? "**/" + relative : relative);
  }

  /** Tells whether a pattern is about what every program needs, and every session has. */
  boolean isOfSystem(PathPattern pattern) {
    String text = pattern.text();
    return SYSTEM.stream().anyMatch(folder -> (text + "/").startsWith(folder))
        && !text.startsWith(workingDirectory + "/")
        && !text.startsWith(home + "/");
  }

  private static PathPattern anchored(Path base, String pattern) {
    Path folder = base;
    String rest = pattern;
    while (rest.startsWith("../") || rest.startsWith("./")) {
      Path above = folder.getParent();
      folder = rest.startsWith("./") || above == null ? folder : above;
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    rest = withoutContents(rest);
    String prefix = folder.equals(Path.of("/")) ? "/" : escape(folder.toString()) + "/";
    return PathPattern.parse(rest.isEmpty() && prefix.equals("/") ? "/**" : prefix + rest);
  }

  /**
   * A folder's contents are the folder: what is made in it later counts, too, and the name of what
   * is there.
   */
  private static String withoutContents(String pattern) {
    String rest = pattern;
    while (rest.endsWith("/**")) {
      rest = rest.substring(0, rest.length() - 2);
      while (rest.endsWith("//")) {
        rest = rest.substring(0, rest.length() - 1);
      }
    }
    return rest.equals("**") || rest.equals("/") || rest.equals("**/") ? "" : rest;
  }

  private static String escape(String path) {
    StringBuilder escaped = new StringBuilder();
    path.chars()
        .forEach(
            c -> {
              if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
              }
              escaped.append((char) c);
            });
    return escaped.toString();
  }

  /**
   * Returns the same pattern where links in its certain part have been followed; empty if that is
   * the same. This looks at the machine.
   */
  static Optional<PathPattern> real(PathPattern pattern) {
    String text = pattern.text();
    int wildcard = 0;
    while (wildcard < text.length() && SPECIAL.indexOf(text.charAt(wildcard)) < 0) {
      wildcard++;
    }
    boolean whole = wildcard == text.length();
    String certain = whole ? text : text.substring(0, text.lastIndexOf('/', wildcard) + 1);
    try {
      Path path = Path.of(certain);
      Path there = path;
      while (!Files.exists(there)) {
        Path above = there.getParent();
        if (above == null) {
          return Optional.empty();
        }
        there = above;
      }
      Path real = there.toRealPath().resolve(there.relativize(path));
      if (real.equals(path)) {
        return Optional.empty();
      }
      String end = certain.endsWith("/") && !real.equals(Path.of("/")) ? "/" : "";
      return Optional.of(
          PathPattern.parse(escape(real.toString()) + end + text.substring(certain.length())));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
