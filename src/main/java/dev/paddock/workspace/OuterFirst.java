package dev.paddock.workspace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order in which things leave the project. */
final class OuterFirst {
  private OuterFirst() {}

  /** Sorts by depth and path, and drops what goes along with a directory around it. */
  static List<Candidate> sorted(List<Candidate> candidates) {
    List<Candidate> order = new ArrayList<>(candidates);
    order.sort(Comparator.comparingLong(OuterFirst::depth).thenComparing(Candidate::path));
    Set<String> paths = new HashSet<>();
    List<Candidate> outer = new ArrayList<>();
    for (Candidate candidate : order) {
      if (!goesAlong(candidate.path(), paths) && paths.add(candidate.path())) {
        outer.add(candidate);
      }
    }
    return outer;
  }

  private static boolean goesAlong(String path, Set<String> paths) {
    for (String above = Names.parent(path); !above.isEmpty(); above = Names.parent(above)) {
      if (paths.contains(above)) {
        return true;
      }
    }
    return false;
  }

  private static long depth(Candidate candidate) {
    return candidate.path().chars().filter(c -> c == '/').count();
  }
}
