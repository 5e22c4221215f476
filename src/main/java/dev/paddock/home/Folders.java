package dev.paddock.home;

import dev.paddock.home.Boundary.Answer;
import dev.paddock.home.HomeEntry.CacheEntry;
import dev.paddock.home.HomeEntry.ToolchainEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which caches and toolchains are given: those of the tables, those that variables name, and the
 * folders of PATH that lie in HOME.
 */
final class Folders {
  private final HomeRequest request;
  private final Boundary boundary;
  private final Places places;
  private final List<String> notices;
  private final List<HomeEntry> found = new ArrayList<>();

  /**
   * Makes it.
   *
   * @param notices takes a sentence for each thing that the owner asked for and doesn't get
   */
  Folders(HomeRequest request, Boundary boundary, Places places, List<String> notices) {
    this.request = request;
    this.boundary = boundary;
    this.places = places;
    this.notices = notices;
  }

  /** Returns the entries by path; none lies in another, but a cache may lie in a toolchain. */
  List<HomeEntry> find() {
    for (List<String> row : TextTable.rows("caches.txt")) {
      for (String word : row) {
        for (Places.Place place : places.of(word)) {
          ask(place.path(), place.variable())
              .ifPresent(source -> found.add(new CacheEntry(place.path(), source)));
        }
      }
    }
    for (List<String> row : TextTable.rows("toolchains.txt")) {
      for (String word : row) {
        for (Places.Place place : places.of(word)) {
          toolchain(place.path(), place.variable());
        }
      }
    }
    path();
    return withoutNested();
  }

  private void path() {
    for (String entry : request.environment().getOrDefault("PATH", "").split(":", -1)) {
      request
          .path(entry)
          .filter(folder -> folder.startsWith(request.home()))
          .ifPresent(this::pathEntry);
    }
  }

  private void pathEntry(Path folder) {
    toolchain(folder, Optional.of("PATH"));
    Path parent = folder.getParent();
    if (parent == null || !folder.endsWith("bin") || !strictlyInHome(parent)) {
      return;
    }
    for (String companion : TextTable.lines("companions.txt")) {
      if (boundary.folder(parent.resolve(companion)) instanceof Answer.Shown(Path source)) {
        found.add(new ToolchainEntry(parent.resolve(companion), source));
      }
    }
  }

  private void toolchain(Path path, Optional<String> variable) {
    if (path.startsWith("/usr") || path.startsWith("/opt")) {
      return; // a session has these anyway
    }
    ask(path, variable).ifPresent(source -> found.add(new ToolchainEntry(path, source)));
  }

  private Optional<Path> ask(Path path, Optional<String> variable) {
    return switch (boundary.folder(path)) {
      case Answer.Shown(Path source) -> Optional.of(source);
      case Answer.Absent() -> Optional.empty();
      case Answer.Refused(String reason) -> {
        String notice =
            path
                + variable.map(name -> " (from " + name + ")").orElse("")
                + " is not given: it "
                + reason
                + ". If a session needs it, name it under [files] in your profile.";
        if (!notices.contains(notice)) {
          notices.add(notice);
        }
        yield Optional.empty();
      }
    };
  }

  private boolean strictlyInHome(Path path) {
    return path.startsWith(request.home()) && !path.equals(request.home());
  }

  /**
   * A parent comes before what lies in it, and at one path the cache, which can do all that a
   * toolchain can.
   */
  private List<HomeEntry> withoutNested() {
    found.sort(
        Comparator.comparing(HomeEntry::path).thenComparing(e -> e instanceof ToolchainEntry));
    List<HomeEntry> kept = new ArrayList<>();
    for (HomeEntry entry : found) {
      Optional<HomeEntry> around =
          kept.reversed().stream().filter(e -> entry.path().startsWith(e.path())).findFirst();
      boolean cacheInToolchain =
          entry instanceof CacheEntry && around.orElse(null) instanceof ToolchainEntry;
      if (around.isEmpty() || cacheInToolchain) {
        kept.add(entry);
      }
    }
    return kept;
  }
}
