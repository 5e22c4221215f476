package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.workspace.Protected.Guarding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what was there before a session from what is new. Things are known by what they are, not by
 * where they lie: one whose directory was renamed is known, another one under its old name is new.
 * Immutable.
 */
final class Comparison {
  private final Map<Long, List<Protected>> known = new HashMap<>();
  private final Map<Long, List<Identity>> repositories = new HashMap<>();
  private final Set<String> places = new HashSet<>();

  Comparison(SessionRecord before) {
    for (Protected one : before.known()) {
      if (one.protection() == Protection.READ_ONLY && one.guarding() != Guarding.LIFTED) {
        places.add(one.path());
      }
      known.computeIfAbsent(one.identity().inode(), inode -> new ArrayList<>(1)).add(one);
    }
    for (BareRepository one : before.knownRepositories()) {
      Identity identity = one.identity();
      repositories.computeIfAbsent(identity.inode(), inode -> new ArrayList<>(1)).add(identity);
    }
  }

  boolean isKnown(Protected now) {
    return known.getOrDefault(now.identity().inode(), List.of()).stream()
        .anyMatch(before -> isKnownAs(before, now));
  }

  /** What the profile let the session write may have changed, but it is the same object. */
  private static boolean isKnownAs(Protected before, Protected now) {
    if (before.guarding() == Guarding.LIFTED) {
      return before.kind() == now.kind() && before.identity().isSame(now.identity(), true);
    }
    return before.isSame(now);
  }

  boolean isKnown(BareRepository now) {
    return repositories.getOrDefault(now.identity().inode(), List.of()).stream()
        .anyMatch(before -> before.isSame(now.identity(), true));
  }

  /** Returns what is new and would run, outer things before those in them. */
  List<Candidate> whatIsNew(Inventory now) {
    Set<String> writable = new HashSet<>();
    now.writableAgain().forEach(path -> writable.add(Names.parent(path)));
    Set<String> opened = new HashSet<>();
    List<Candidate> found = new ArrayList<>();
    for (Protected one : now.protectedPaths()) {
      if (tookThePlace(one)) {
        found.add(Candidate.of(one));
        continue;
      }
      if (!runs(one) || one.guarding() == Guarding.COVERED || isKnown(one)) {
        continue;
      }
      if (one.kind() == Kind.DIRECTORY && writable.contains(one.path())) {
        opened.add(one.path());
      } else {
        found.add(Candidate.of(one));
      }
    }
    for (Protected one : now.protectedPaths()) {
      if (one.guarding() == Guarding.COVERED && opened.contains(Names.parent(one.path()))) {
        found.add(Candidate.of(one));
      }
    }
    for (BareRepository one : now.bareRepositories()) {
      if (!isKnown(one)) {
        one.parts().stream().filter(Comparison::runs).map(Candidate::of).forEach(found::add);
      }
    }
    now.named().stream()
        .filter(one -> runs(one) && !isKnown(one))
        .forEach(one -> found.add(Candidate.of(one)));
    now.inner().stream().filter(this::leadsElsewhere).forEach(one -> found.add(Candidate.of(one)));
    return OuterFirst.sorted(found);
  }

  /**
   * A link in a protected directory is not the session's: it was there before, or its directory is
   * new as a whole. But what it leads to may have been exchanged.
   */
  private boolean leadsElsewhere(Protected link) {
    return !isKnown(link)
        && known.getOrDefault(link.identity().inode(), List.of()).stream()
            .anyMatch(
                before ->
                    before.kind() == link.kind()
                        && before.identity().isSame(link.identity(), false));
  }

  /**
   * Tells whether what does not run, but is read-only, gave way to another object: its directory
   * was renamed. Whether it was written outside meanwhile does not matter, a session can't.
   */
  private boolean tookThePlace(Protected one) {
    return one.protection() == Protection.READ_ONLY
        && one.guarding() != Guarding.LIFTED
        && places.contains(one.path())
        && known.getOrDefault(one.identity().inode(), List.of()).stream()
            .noneMatch(before -> before.isSameObject(one));
  }

  private static boolean runs(Protected one) {
    return one.protection() != Protection.READ_ONLY && one.guarding() != Guarding.LIFTED;
  }
}
