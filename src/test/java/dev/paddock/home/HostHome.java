package dev.paddock.home;

import dev.paddock.home.HomeEntry.DotfileEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A made-up owner's HOME for tests, with a project and a state folder. */
final class HostHome {
  final Path home;
  final Path project;
  final Path state;
  final Path skeleton;
  final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
  List<String> command = List.of("bash");

  HostHome(Path folder) {
    try {
      Path real = folder.toRealPath();
      home = Files.createDirectories(real.resolve("home/owner"));
      project = Files.createDirectories(home.resolve("work/project"));
      state = home.resolve(".local/state/paddock");
      skeleton = Files.createDirectories(real.resolve("skeleton"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String relative, String content) {
    try {
      Path file = home.resolve(relative);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder(String relative) {
    try {
      return Files.createDirectories(home.resolve(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path link(String relative, Path target) {
    try {
      Path link = home.resolve(relative);
      Files.createDirectories(link.getParent());
      return Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HomeRequest request() {
    return new HomeRequest(home, environment, command, state, project);
  }

  HomePlan plan() {
    return new HomePlanner(request(), skeleton).plan();
  }

  <E extends HomeEntry> List<Path> paths(Class<E> type) {
    return plan().entries().stream().filter(type::isInstance).map(HomeEntry::path).toList();
  }

  /** What a session reads in a file that is a copy or rewritten; empty if it isn't there. */
  Optional<String> inside(String relative) {
    return plan().entries().stream()
        .filter(e -> e.path().equals(home.resolve(relative)))
        .map(e -> e instanceof DotfileEntry(_, Contents contents, _) ? contents.text() : "")
        .findFirst();
  }

  /** All that leaves the plan, to look for what must not be in it. */
  String everything() {
    HomePlan plan = plan();
    List<String> all = new ArrayList<>(plan.notices());
    for (HomeEntry entry : plan.entries()) {
      all.add(entry.path().toString());
      switch (entry) {
        case DotfileEntry(_, Contents contents, _) -> all.add(contents.text());
        case HomeEntry.FixedFileEntry(_, Contents contents) -> all.add(contents.text());
        case HomeEntry.CacheEntry _, HomeEntry.ToolchainEntry _, HomeEntry.StateEntry _ -> {}
      }
    }
    return String.join("\n", all);
  }
}
