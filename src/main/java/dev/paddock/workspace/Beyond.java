package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.workspace.Inventory.HiddenPath;
import dev.paddock.workspace.Protected.Guarding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs outside though the table has no name for it, because something protected leads to it: a
 * link in a protected directory, or git's configuration. Good for one scan.
 */
final class Beyond {
  private static final String REASON = "a protected directory has a link to it";

  private final LinkResolver links;
  private final ProtectedPlaces places;
  private final PathCondition hidden;
  private final PathCondition lifted;
  private final NamedPaths namedPaths;
  private final InnerWalk walk;
  private final List<Protected> inner = new ArrayList<>();
  private final Map<String, Protected> named = new HashMap<>();
  private final Deque<String> directories = new ArrayDeque<>();
  private final String root;

  Beyond(
      String root,
      LinkResolver links,
      ProtectedPlaces places,
      PathCondition hidden,
      PathCondition lifted) {
    this.root = root;
    this.links = links;
    this.places = places;
    this.hidden = hidden;
    this.lifted = lifted;
    this.namedPaths = new NamedPaths(root, links);
    this.walk = new InnerWalk(root, hidden);
  }

  List<Protected> inner() {
    return inner;
  }

  List<Protected> named() {
    return List.copyOf(named.values());
  }

  List<String> sockets() {
    return walk.sockets();
  }

  List<HiddenPath> hiddenPaths() {
    return walk.hiddenPaths();
  }

  /** Reads what the configuration of each repository names. */
  static List<Naming> namings(
      String root, List<Protected> protectedPaths, List<BareRepository> bare) {
    List<Naming> namings = new ArrayList<>();
    for (Protected one : protectedPaths) {
      if (isGitFolder(one)) {
        namings.addAll(GitConfiguration.ofGitFolder(root, one.path(), one.identity()));
      }
    }
    for (BareRepository one : bare) {
      namings.addAll(GitConfiguration.ofBareRepository(root, one.path(), one.identity()));
    }
    return namings;
  }

  private static boolean isGitFolder(Protected one) {
    return one.protection() == Protection.GIT_FOLDER && one.guarding() != Guarding.LIFTED;
  }

  /** Adds what stands where the repositories' configuration points. */
  void addNamed(
      List<Naming> namings, List<Protected> protectedPaths, List<BareRepository> repositories) {
    if (namings.isEmpty()) {
      return;
    }
    for (Protected one : protectedPaths) {
      if (isGitFolder(one)) {
        boolean directory = one.kind() == Kind.DIRECTORY;
        addNamedBy(namings, one.identity(), directory, Names.parent(one.path()));
      }
    }
    for (BareRepository one : repositories) {
      addNamedBy(namings, one.identity(), true, one.path());
    }
  }

  private void addNamedBy(
      List<Naming> namings, Identity repository, boolean directory, String around) {
    for (Naming naming : namings) {
      if (naming.repository().isSame(repository, directory)) {
        Protected found = namedPaths.find(around, naming);
        if (found != null && !places.cover(found.path())) {
          named.putIfAbsent(found.path(), guarded(found));
          if (found.kind() == Kind.DIRECTORY) {
            directories.add(found.path());
          } else if (found.target() instanceof LinkTarget.Inside inside && inside.directory()) {
            directories.add(inside.path());
          }
        }
      }
    }
  }

  private Protected guarded(Protected found) {
    boolean directory = found.kind() == Kind.DIRECTORY;
    if (lifted.matches(found.path(), directory)) {
      return found.guardedBy(Guarding.LIFTED);
    }
    String end = found.target() instanceof LinkTarget.Inside inside ? inside.path() : found.path();
    return isHidden(end) ? found.guardedBy(Guarding.MASKED) : found;
  }

  /** Adds the links in protected directories, and in directories that those lead to. */
  void addInner(Collection<String> closed, List<String> knownLinks, DirectoryReader reader) {
    directories.addAll(closed);
    knownLinks.forEach(this::addLink);
    while (!directories.isEmpty()) {
      walk.walk(directories.pop(), reader);
      walk.takeLinks().forEach(this::addLink);
    }
  }

  private void addLink(String path) {
    LinkTarget target = links.resolve(path);
    Guarding guarding = Guarding.COVERED;
    if (target instanceof LinkTarget.Inside inside && !places.cover(inside.path())) {
      guarding = isHidden(inside.path()) ? Guarding.MASKED : Guarding.READ_ONLY;
      if (inside.directory() && !inside.path().isEmpty()) {
        directories.add(inside.path());
      }
    }
    try {
      Identity identity = Identity.of(FileStatus.of(root + "/" + path));
      inner.add(
          new Protected(
              path, Kind.SYMBOLIC_LINK, identity, target, guarding, Protection.RUNS, REASON));
    } catch (LinuxException e) {
      // It vanished, or its path is too long for anybody to follow it.
    }
  }

  private boolean isHidden(String path) {
    for (String above = path; !above.isEmpty(); above = Names.parent(above)) {
      if (hidden.matches(above, !above.equals(path))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns what is read-only by all this and by links that the table knows: a further name of a
   * file there is a way to write it.
   */
  ProtectedPlaces readOnly(List<Protected> protectedPaths) {
    List<Protected> all = new ArrayList<>(protectedPaths);
    all.addAll(inner);
    all.addAll(named.values());
    List<Protected> ends = new ArrayList<>();
    for (Protected one : all) {
      if (one.target() instanceof LinkTarget.Inside inside
          && one.guarding() == Guarding.READ_ONLY) {
        ends.add(one.at(inside.path()));
      } else if (one.kind() != Kind.SYMBOLIC_LINK && named.containsValue(one)) {
        ends.add(one);
      }
    }
    return new ProtectedPlaces(ends, List.of());
  }

  void requireLookedThrough() {
    if (!walk.tooLarge().isEmpty()) {
      throw new WorkspaceException(
          root
              + "/"
              + walk.tooLarge().getFirst()
              + " runs outside and holds more than "
              + InnerWalk.MOST_ENTRIES
              + " entries, too many to look for links in it; remove what is not needed there, or"
              + " let sessions write it in the profile");
    }
  }
}
