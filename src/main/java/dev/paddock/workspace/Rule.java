package dev.paddock.workspace;

import java.util.List;

/**
 * One line of the table of names that run outside.
 *
 * @param segments the pattern's names from the outside in, folded by {@link Names#fold}
 * @param directoryOnly whether it matches only directories and symbolic links
 * @param writable folded patterns of the directories right below that stay writable
 */
record Rule(
    List<String> segments,
    boolean directoryOnly,
    Protection protection,
    String group,
    String reason,
    List<String> writable) {

  Rule {
    segments = List.copyOf(segments);
    writable = List.copyOf(writable);
  }

  String lastSegment() {
    return segments.getLast();
  }

  boolean keepsWritable(String foldedName) {
    return writable.stream().anyMatch(pattern -> Names.matches(pattern, foldedName));
  }

  /** Tells whether the directories above an entry fit; {@code foldedParent} has leading slashes. */
  boolean fitsBelow(String foldedParent) {
    int end = foldedParent.length();
    for (int i = segments.size() - 2; i >= 0; i--) {
      int start = foldedParent.lastIndexOf('/', end - 1);
      if (start < 0 || !Names.matches(segments.get(i), foldedParent.substring(start + 1, end))) {
        return false;
      }
      end = start;
    }
    return true;
  }
}
