package dev.paddock.profile;

import java.util.Optional;

/**
 * One entry of {@code files.write}: a path, which may be written and, if it is relative, loses its
 * built-in protection; or a pattern, which only lifts a protection.
 */
record WriteEntry(String text, Optional<PathGrant> grant, Optional<PathPattern> lifts) {
  static WriteEntry read(String text, GrantReader grants) {
    if (PathPattern.isGlob(text)) {
      PathPattern pattern = PathPattern.parse(text);
      if (pattern.base() != PathPattern.Base.PROJECT) {
        throw new EntryException(
            Printable.quote(text) + " is a pattern for paths outside the project",
            "Name the folder itself; a pattern only lifts a protection inside the project");
      }
      return new WriteEntry(text, Optional.empty(), Optional.of(pattern));
    }
    PathGrant grant = grants.read(text, Use.WRITE);
    String relative = GrantReader.isRelative(text) ? grants.relative(grant) : "";
    return new WriteEntry(
        text,
        Optional.of(grant),
        relative.isEmpty() ? Optional.empty() : Optional.of(PathPattern.exactly(text, relative)));
  }
}
