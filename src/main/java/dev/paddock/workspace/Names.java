package dev.paddock.workspace;

import java.util.Locale;

/** Names as case-folding file systems compare them, and patterns on one name. */
final class Names {
  private Names() {}

  /**
   * Returns a form that is equal for names that a case-folding file system (ext4 with casefold,
   * vfat, or the macOS and Windows machines that a project is copied to) takes for the same. Upper
   * and then lower case also catches U+017F and U+212A, which fold to s and k; characters that such
   * file systems ignore are left out, as git's own check of ".git" does.
   */
  static String fold(String name) {
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 0x80) {
        return foldSlowly(name);
      }
      upper |= c >= 'A' && c <= 'Z';
    }
    return upper ? name.toLowerCase(Locale.ROOT) : name;
  }

  private static String foldSlowly(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    name.codePoints().filter(point -> !isIgnorable(point)).forEach(kept::appendCodePoint);
    return kept.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** The Unicode property Default_Ignorable_Code_Point, without its unassigned ranges. */
  private static boolean isIgnorable(int point) {
    return Character.getType(point) == Character.FORMAT
        || point == 0x034F
        || (point >= 0x115F && point <= 0x1160)
        || (point >= 0x17B4 && point <= 0x17B5)
        || (point >= 0x180B && point <= 0x180F)
        || point == 0x3164
        || (point >= 0xFE00 && point <= 0xFE0F)
        || point == 0xFFA0
        || (point >= 0xE0100 && point <= 0xE01EF);
  }

  /** Tells whether a name fits a pattern, in which {@code *} stands for any characters. */
  static boolean matches(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name);
    }
    if (!name.startsWith(pattern.substring(0, star))) {
      return false;
    }
    int at = star;
    for (int next; (next = pattern.indexOf('*', star + 1)) >= 0; star = next) {
      String piece = pattern.substring(star + 1, next);
      int found = name.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
    }
    String last = pattern.substring(star + 1);
    return name.length() - at >= last.length() && name.endsWith(last);
  }

  /** Returns the path of an entry of a directory; the project itself is the empty path. */
  static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  /** Returns the directory that a relative path lies in; the empty path for the project itself. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
