package dev.paddock.session;

import dev.paddock.home.HomeEntry;
import dev.paddock.home.HomePlan;
import dev.paddock.linux.LinuxException;
import dev.paddock.profile.FileRules;
import dev.paddock.profile.PathGrant;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.Mount;
import dev.paddock.sandbox.SandboxRequest.Bound;
import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.sandbox.SandboxRequest.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Brings together what HOME's tables and the profile grant, by the path inside. What the profile
 * says of a path wins over what HOME's tables say, and writing over copying over reading.
 */
final class Grants {
  private final Map<String, Bound> readable = new LinkedHashMap<>();
  private final Map<String, Bound> copies = new LinkedHashMap<>();
  private final Map<String, Bound> states = new LinkedHashMap<>();
  private final Map<String, InsideFile> files = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<String> writable = new ArrayList<>();
  private final List<Place> hidden = new ArrayList<>();
  private final List<Mount> links = new ArrayList<>();

  /**
   * Collects.
   *
   * @param project always there, even if the profile lets only a part of it be written
   * @param own folders of Paddock's own that stay readable
   */
  static Grants collect(
      Path project, FileRules rules, HomePlan home, List<Path> own, HiddenPaths hidden)
      throws LinuxException {
    Grants grants = new Grants();
    for (HomeEntry entry : home.entries()) {
      grants.add(entry, hidden);
    }
    for (Path folder : own) {
      if (Files.exists(folder)) {
        grants.readable.put(folder.toString(), new Bound(folder.toString(), folder.toString()));
      }
    }
    List<Path> written = writableFolders(rules);
    if (written.stream().noneMatch(project::startsWith)) {
      grants.readable.put(project.toString(), new Bound(project.toString(), project.toString()));
      grants.hidden.addAll(hidden.below(project, project));
    }
    grants.addAll(rules.read(), grants.readable, hidden);
    grants.addAll(rules.copy(), grants.copies, hidden);
    written.forEach(path -> grants.write(path.toString()));
    rules.write().forEach(grant -> grants.link(grant.value()));
    return grants;
  }

  /** Returns what may be written and exists, without what lies in another such folder. */
  static List<Path> writableFolders(FileRules rules) {
    List<Path> all =
        rules.write().stream()
            .map(grant -> grant.value().real())
            .filter(Files::exists)
            .distinct()
            .sorted()
            .toList();
    return all.stream()
        .filter(path -> all.stream().noneMatch(o -> !o.equals(path) && path.startsWith(o)))
        .toList();
  }

  List<Bound> readable() {
    return List.copyOf(readable.values());
  }

  List<Bound> copies() {
    return List.copyOf(copies.values());
  }

  List<Bound> states() {
    return List.copyOf(states.values());
  }

  List<InsideFile> files() {
    return List.copyOf(files.values());
  }

  List<String> writable() {
    return List.copyOf(writable);
  }

  /** Returns links that lead to what may be written. */
  List<Mount> links() {
    return List.copyOf(links);
  }

  /** Returns what is masked in granted folders other than writable ones. */
  List<Place> hidden() {
    return List.copyOf(hidden);
  }

  /** Lets a file of Paddock's own be there inside. */
  void give(InsideFile file) {
    files.put(file.path(), file);
  }

  /** Sets a variable inside. */
  void set(String name, String value) {
    variables.put(name, value);
  }

  /** Returns variables that stand for something granted. */
  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /** Lets something outside be read at another place inside. */
  void lend(Path source, String target) {
    readable.put(target, new Bound(source.toString(), target));
  }

  /** Lets a folder of Paddock's own stand in the place of one outside, writable. */
  void stand(Path copy, Path directory) {
    readable.remove(directory.toString());
    states.put(directory.toString(), new Bound(copy.toString(), directory.toString()));
  }

  /** Tells whether a path outside is there inside, at the same place. */
  boolean gives(Path path) {
    return Stream.of(writable.stream(), readable.keySet().stream(), copies.keySet().stream())
        .flatMap(folders -> folders)
        .anyMatch(path::startsWith);
  }

  /** Gives a folder read-only that can't be given copy-on-write. */
  void demote(String lower) {
    copies.values().stream()
        .filter(copy -> copy.source().equals(lower))
        .toList()
        .forEach(
            copy -> {
              copies.remove(copy.target());
              readable.put(copy.target(), copy);
            });
  }

  private void add(HomeEntry entry, HiddenPaths hiddenPaths) throws LinuxException {
    Path inside = entry.path();
    String path = inside.toString();
    switch (entry) {
      case HomeEntry.CacheEntry(Path _, Path source) -> {
        copies.put(path, new Bound(source.toString(), path));
        hidden.addAll(hiddenPaths.below(source, inside));
      }
      case HomeEntry.ToolchainEntry(Path _, Path source) -> {
        readable.put(path, new Bound(source.toString(), path));
        hidden.addAll(hiddenPaths.below(source, inside));
      }
      case HomeEntry.DotfileEntry(Path _, var contents, int mode) -> {
        if (!hiddenPaths.matches(path, false)) {
          files.put(path, new InsideFile(path, mode, contents.bytes(), false));
        }
      }
      case HomeEntry.FixedFileEntry(Path _, var contents) -> {
        if (!hiddenPaths.matches(path, false)) {
          files.put(path, new InsideFile(path, 0444, contents.bytes(), true));
        }
      }
      case HomeEntry.StateEntry(Path _, Path source) -> {
        states.put(path, new Bound(source.toString(), path));
        hidden.addAll(hiddenPaths.ofProfile().below(source, inside));
      }
    }
  }

  private void addAll(
      List<Sourced<PathGrant>> granted, Map<String, Bound> into, HiddenPaths hiddenPaths)
      throws LinuxException {
    for (Sourced<PathGrant> grant : granted) {
      Path real = grant.value().real();
      if (Files.exists(real)) {
        Path inside = grant.value().path();
        forget(inside.toString());
        into.put(inside.toString(), new Bound(real.toString(), inside.toString()));
        hidden.addAll(hiddenPaths.below(real, inside));
      }
    }
  }

  /**
   * A folder that is granted for writing through a link appears at its real path; the link leads
   * there inside, too.
   */
  private void link(PathGrant grant) {
    if (!grant.path().equals(grant.real()) && Files.exists(grant.real())) {
      forget(grant.path().toString());
      links.add(new Mount.Link(grant.real().toString(), grant.path().toString()));
    }
  }

  private void write(String path) {
    forget(path);
    writable.add(path);
  }

  private void forget(String path) {
    readable.remove(path);
    copies.remove(path);
    states.remove(path);
    files.remove(path);
  }
}
