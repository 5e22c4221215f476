package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader;
import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.Errno;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.workspace.Inventory.HiddenPath;
import dev.paddock.workspace.Inventory.Unreadable;
import dev.paddock.workspace.Protected.Guarding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a project. Symbolic links are not followed; mount points are entered, protected
 * directories are not. Not thread-safe; good for one walk.
 *
 * <p>An entry that vanishes during the walk is left out. A directory that can't be read is
 * reported, never skipped in silence.
 */
final class ProjectScan {
  private static final Set<Integer> GONE = Set.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP);

  private final String root;
  private final RunsOutside table;
  private final PathCondition hidden;
  private final PathCondition lifted;
  private final int callerUid;
  private final LinkResolver links;
  private final HardLinkCount hardLinks;
  private final Deque<Place> places = new ArrayDeque<>();
  private final List<Protected> protectedPaths = new ArrayList<>();
  private final List<BareRepository> bareRepositories = new ArrayList<>();
  private final List<String> writableAgain = new ArrayList<>();
  private final List<HiddenPath> hiddenPaths = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final Deque<String> closed = new ArrayDeque<>();
  private final List<String> innerLinks = new ArrayList<>();
  private final List<String> sockets = new ArrayList<>();
  private boolean countsLinks;

  /** A directory to look at; {@code folded} is its folded path with leading slashes. */
  private record Place(String path, String folded, boolean masked, boolean dependencies) {
    Place child(Entry entry, String foldedName, boolean childMasked, boolean childDependencies) {
      String childPath = Names.join(path, entry.name());
      return new Place(childPath, folded + "/" + foldedName, childMasked, childDependencies);
    }
  }

  /**
   * @param root the project's real path
   * @param callerUid whose files a session may change
   */
  ProjectScan(
      String root, RunsOutside table, PathCondition hidden, PathCondition lifted, int callerUid) {
    this.root = root;
    this.table = table;
    this.hidden = hidden;
    this.lifted = lifted;
    this.callerUid = callerUid;
    this.links = new LinkResolver(root);
    this.hardLinks = new HardLinkCount(root, callerUid);
  }

  /** Walks before a session: everything is looked for. */
  Inventory scan() {
    countsLinks = true;
    return walk(null);
  }

  /**
   * Walks after a session: hard links can't have become a danger meanwhile, and each costs a look
   * at its file. Of git's configuration, what it said before counts.
   */
  Inventory scanAfterwards(List<Naming> namings) {
    return walk(namings);
  }

  private Inventory walk(@Nullable List<Naming> before) {
    try {
      FileStatus.of(root);
      places.push(new Place("", "", false, false));
    } catch (LinuxException e) {
      unreadable.add(new Unreadable("", String.valueOf(e.getMessage()), true));
    }
    try (DirectoryReader reader = new DirectoryReader()) {
      while (!places.isEmpty()) {
        Place place = places.pop();
        try {
          visit(place, reader);
        } catch (LinuxException e) {
          failed(place.path(), e);
        }
      }
      return inventory(before, reader);
    }
  }

  private Inventory inventory(@Nullable List<Naming> before, DirectoryReader reader) {
    ProtectedPlaces places = new ProtectedPlaces(protectedPaths, writableAgain);
    Beyond beyond = new Beyond(root, links, places, hidden, lifted);
    List<Naming> namings =
        before != null ? before : Beyond.namings(root, protectedPaths, bareRepositories);
    beyond.addNamed(namings, protectedPaths, bareRepositories);
    beyond.addInner(closed, innerLinks, reader);
    hiddenPaths.addAll(beyond.hiddenPaths());
    if (countsLinks) {
      beyond.requireLookedThrough();
      sockets.addAll(beyond.sockets());
      BoundSockets.among(root, sockets)
          .forEach(socket -> hiddenPaths.add(new HiddenPath(socket, false)));
    }
    return new Inventory(
        protectedPaths,
        bareRepositories,
        beyond.inner(),
        beyond.named(),
        namings,
        writableAgain,
        hiddenPaths,
        hardLinks.withNamesElsewhere(beyond.readOnly(protectedPaths), this::failed),
        unreadable);
  }

  private void visit(Place place, DirectoryReader reader) throws LinuxException {
    List<Entry> entries = reader.list(absolute(place.path()));
    List<Protected> parts = BareRepository.isOne(entries) ? new ArrayList<>() : null;
    for (Entry entry : entries) {
      String name = Names.fold(entry.name());
      Rule rule = table.match(place.folded(), name, entry.kind(), place.dependencies());
      Rule bareRule = parts == null ? null : table.matchInBareRepository(name);
      if (rule == null && bareRule != null && bareRule.protection() == Protection.BARE_RUNS) {
        rule = bareRule;
      }
      if (parts != null && bareRule != null && bareRule.protection() == Protection.BARE_PART) {
        String path = Names.join(place.path(), entry.name());
        boolean free = lifted.matches(path, entry.kind() == Kind.DIRECTORY);
        addTo(parts, path, entry, free ? Guarding.LIFTED : Guarding.READ_ONLY, bareRule);
      }
      visit(place, entry, name, rule, reader);
    }
    if (parts != null) {
      Identity identity = Identity.of(FileStatus.of(absolute(place.path())));
      bareRepositories.add(new BareRepository(place.path(), identity, parts));
    }
  }

  private void visit(
      Place place, Entry entry, String name, @Nullable Rule rule, DirectoryReader reader)
      throws LinuxException {
    String path = Names.join(place.path(), entry.name());
    boolean directory = entry.kind() == Kind.DIRECTORY;
    boolean masked = place.masked() || hidden.matches(path, directory);
    if (masked && !place.masked()) {
      hiddenPaths.add(new HiddenPath(path, directory));
    }
    boolean dependencies = place.dependencies() || table.isDependencies(name);
    if (rule != null && !lifted.matches(path, directory)) {
      if (addTo(protectedPaths, path, entry, masked ? Guarding.MASKED : Guarding.READ_ONLY, rule)
          && directory) {
        if (rule.writable().isEmpty()) {
          closed.add(path);
        } else {
          visitWritable(place.child(entry, name, masked, dependencies), rule, reader);
        }
      }
      return;
    }
    if (rule != null) {
      addTo(protectedPaths, path, entry, Guarding.LIFTED, rule);
    }
    if (directory) {
      places.push(place.child(entry, name, masked, dependencies));
    } else if (countsLinks && entry.kind() == Kind.FILE && !masked) {
      hardLinks.add(path);
    } else if (entry.kind() == Kind.SOCKET && !masked) {
      sockets.add(path);
    }
  }

  /** A protected directory of which some directories stay writable: the others are listed. */
  private void visitWritable(Place place, Rule rule, DirectoryReader reader) {
    List<Entry> entries;
    try {
      entries = reader.list(absolute(place.path()));
    } catch (LinuxException e) {
      failed(place.path(), e);
      return;
    }
    for (Entry entry : entries) {
      String name = Names.fold(entry.name());
      String path = Names.join(place.path(), entry.name());
      if (entry.kind() == Kind.DIRECTORY && rule.keepsWritable(name)) {
        writableAgain.add(path);
        places.push(place.child(entry, name, place.masked(), place.dependencies()));
      } else {
        addTo(protectedPaths, path, entry, Guarding.COVERED, rule);
        boolean directory = entry.kind() == Kind.DIRECTORY;
        if (!place.masked() && hidden.matches(path, directory)) {
          hiddenPaths.add(new HiddenPath(path, directory));
          continue;
        }
        switch (entry.kind()) {
          case DIRECTORY -> closed.add(path);
          case SYMBOLIC_LINK -> innerLinks.add(path);
          case SOCKET -> sockets.add(path);
          case FILE, OTHER -> {
            // Read-only with the directory.
          }
        }
      }
    }
  }

  private boolean addTo(
      List<Protected> list, String path, Entry entry, Guarding guarding, Rule rule) {
    try {
      Identity identity = Identity.of(FileStatus.of(absolute(path)));
      LinkTarget target =
          entry.kind() == Kind.SYMBOLIC_LINK ? links.resolve(path) : new LinkTarget.NoLink();
      list.add(
          new Protected(
              path, entry.kind(), identity, target, guarding, rule.protection(), rule.reason()));
      return true;
    } catch (LinuxException e) {
      failed(Names.parent(path), e);
      return false;
    }
  }

  private void failed(String directory, LinuxException e) {
    if (GONE.contains(e.errno())) {
      return;
    }
    boolean changeable = true;
    try {
      FileStatus status = FileStatus.of(absolute(directory));
      changeable = e.errno() != Errno.EACCES || status.uid() == callerUid;
    } catch (LinuxException ignored) {
      // Not even its owner can be told: the safe answer is that the session could open it.
    }
    Unreadable entry = new Unreadable(directory, String.valueOf(e.getMessage()), changeable);
    if (unreadable.stream().noneMatch(other -> other.path().equals(directory))) {
      unreadable.add(entry);
    }
  }

  private String absolute(String path) {
    return path.isEmpty() ? root : root + "/" + path;
  }
}
