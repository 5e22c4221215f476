package dev.paddock.home;

import dev.paddock.home.HomeEntry.CacheEntry;
import dev.paddock.home.HomeEntry.DotfileEntry;
import dev.paddock.home.HomeEntry.FixedFileEntry;
import dev.paddock.home.HomeEntry.StateEntry;
import dev.paddock.home.HomeEntry.ToolchainEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes one plan: settings say where caches are, folders say which settings make sense. */
final class HomePlanner {
  private static final List<Path> SYSTEM =
      List.of(Path.of("/usr"), Path.of("/opt"), Path.of("/etc"));

  private final HomeRequest request;
  private final Path skeleton;
  private final List<String> notices = new ArrayList<>();

  HomePlanner(HomeRequest request, Path skeleton) {
    this.request = request;
    this.skeleton = skeleton;
  }

  HomePlan plan() {
    if (request.home().startsWith(request.project())) {
      return nothing("the project is or contains HOME; start in a folder of your project");
    }
    try {
      return plan(request.home().toRealPath(), user());
    } catch (IOException e) {
      return nothing(request.home() + " can't be read; set HOME to your home directory");
    }
  }

  private HomePlan plan(Path realHome, int user) {
    Boundary boundary = new Boundary(request, realHome, user);
    SecretDetector detector = new SecretDetector();
    Places plain = new Places(request, Map.of());
    OwnFiles files = new OwnFiles(request, boundary, plain, detector, skeleton, notices);
    OwnSettings settings = new OwnSettings(request, files, detector, notices);

    Places places = new Places(request, settings.cachePlaces());
    List<HomeEntry> entries =
        new ArrayList<>(new Folders(request, boundary, places, notices).find());
    entries.addAll(new AgentState(request, files, notices).find());
    entries.addAll(files.copies());
    List<HomeEntry> given = List.copyOf(entries);
    entries.addAll(settings.rewritten(path -> visible(path, given)));
    settings
        .git(new GitProgram(request), plain, path -> visible(path, given))
        .ifPresent(entries::add);
    entries.addAll(files.startFiles());
    return new HomePlan(inOrder(entries), notices);
  }

  /** A path may also hold what is given: a prefix or cache that is the parent of a folder here. */
  private static boolean visible(Path path, List<HomeEntry> entries) {
    return SYSTEM.stream().anyMatch(path::startsWith)
        || entries.stream()
            .map(HomeEntry::path)
            .anyMatch(entry -> path.startsWith(entry) || entry.startsWith(path));
  }

  /**
   * Sorts, and drops copies that could not be written: a file in a folder that is given whole is
   * there already.
   */
  private static List<HomeEntry> inOrder(List<HomeEntry> entries) {
    TreeMap<Path, HomeEntry> byPath = new TreeMap<>();
    for (HomeEntry entry : entries) {
      byPath.putIfAbsent(entry.path(), entry);
    }
    return byPath.values().stream()
        .filter(entry -> !isCopy(entry) || entries.stream().noneMatch(e -> holds(e, entry)))
        .sorted(Comparator.comparing(HomeEntry::path))
        .toList();
  }

  private static boolean isCopy(HomeEntry entry) {
    return switch (entry) {
      case DotfileEntry _ -> true;
      case CacheEntry _, ToolchainEntry _, FixedFileEntry _, StateEntry _ -> false;
    };
  }

  private static boolean holds(HomeEntry folder, HomeEntry entry) {
    return !isCopy(folder) && entry.path().startsWith(folder.path());
  }

  private HomePlan nothing(String reason) {
    return new HomePlan(List.of(), List.of("HOME is empty inside: " + reason + "."));
  }

  /** The effective user, from proc_pid_status(5); the owner of HOME may be somebody else (sudo). */
  private static int user() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> Integer.parseInt(line.split("\\s+", -1)[2]))
        .findFirst()
        .orElseThrow(() -> new IOException("/proc/self/status does not name the user"));
  }
}
