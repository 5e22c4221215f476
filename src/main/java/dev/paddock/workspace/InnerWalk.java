package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader;
import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.LinuxException;
import dev.paddock.workspace.Inventory.HiddenPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for symbolic links and sockets in directories that are read-only as a whole: what a link
 * there leads to may be writable, and a socket answers all the same. What can't be read is passed
 * over: git and editors can't read it either, and a session can't open it.
 */
final class InnerWalk {
  /**
   * For each protected directory of its own, so that a session, which can't write those that were
   * there before it, can't use up what they need.
   */
  static final int MOST_ENTRIES = 50_000;

  /** Data in a git folder, by the hundred thousand, which git never runs. */
  private static final Set<String> GIT_DATA = Set.of("objects", "refs", "logs", "lfs", "annex");

  private final String root;
  private final PathCondition hidden;
  private final List<HiddenPath> hiddenPaths = new ArrayList<>();
  private final Set<String> visited = new HashSet<>();
  private final List<String> links = new ArrayList<>();
  private final List<String> sockets = new ArrayList<>();
  private final List<String> tooLarge = new ArrayList<>();

  InnerWalk(String root, PathCondition hidden) {
    this.root = root;
    this.hidden = hidden;
  }

  /** What the profile hides in protected directories. */
  List<HiddenPath> hiddenPaths() {
    return hiddenPaths;
  }

  /** Symbolic links found since the last call. */
  List<String> takeLinks() {
    List<String> found = List.copyOf(links);
    links.clear();
    return found;
  }

  List<String> sockets() {
    return sockets;
  }

  /** Directories with more than {@link #MOST_ENTRIES}, of which the rest was not looked at. */
  List<String> tooLarge() {
    return tooLarge;
  }

  void walk(String directory, DirectoryReader reader) {
    Deque<String> places = new ArrayDeque<>();
    places.push(directory);
    int entries = 0;
    while (!places.isEmpty()) {
      String place = places.pop();
      if (visited.add(place)) {
        entries += visit(place, reader, places);
      }
      if (entries > MOST_ENTRIES) {
        tooLarge.add(directory);
        return;
      }
    }
  }

  private int visit(String place, DirectoryReader reader, Deque<String> places) {
    List<Entry> entries;
    try {
      entries = reader.list(root + "/" + place);
    } catch (LinuxException e) {
      return 1;
    }
    boolean git = BareRepository.isOne(entries);
    for (Entry entry : entries) {
      String path = Names.join(place, entry.name());
      boolean isDirectory = entry.kind() == Kind.DIRECTORY;
      if (hidden.matches(path, isDirectory)) {
        hiddenPaths.add(new HiddenPath(path, isDirectory));
      } else if (entry.kind() == Kind.SYMBOLIC_LINK) {
        links.add(path);
      } else if (entry.kind() == Kind.SOCKET) {
        sockets.add(path);
      } else if (isDirectory && !(git && GIT_DATA.contains(entry.name()))) {
        places.push(path);
      }
    }
    return entries.size();
  }
}
