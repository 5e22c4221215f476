package dev.paddock.workspace;

import dev.paddock.workspace.Protected.Guarding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells what is read-only or hidden already because of a directory around it. Immutable. */
final class ProtectedPlaces {
  private final Set<String> closed = new HashSet<>();
  private final Set<String> open;

  ProtectedPlaces(List<Protected> paths, List<String> writableAgain) {
    for (Protected one : paths) {
      if (one.guarding() != Guarding.LIFTED) {
        closed.add(one.path());
      }
    }
    open = Set.copyOf(writableAgain);
  }

  /** Tells whether a path is protected itself or lies in something that is. */
  boolean cover(String path) {
    for (String above = path; !above.isEmpty(); above = Names.parent(above)) {
      if (open.contains(above)) {
        return false;
      }
      if (closed.contains(above)) {
        return true;
      }
    }
    return false;
  }
}
