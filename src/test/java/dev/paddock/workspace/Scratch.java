package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A project, a place outside of it and a state directory in one temporary directory. */
final class Scratch {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  final Path project;
  final Path outside;
  final Path state;

  Scratch(Path directory) {
    this(directory, directory.resolve("state"));
  }

  Scratch(Path directory, Path state) {
    try {
      this.project = Files.createDirectory(directory.resolve("project")).toRealPath();
      this.outside = Files.createDirectory(directory.resolve("outside")).toRealPath();
      this.state = state;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  WorkspaceGuard guard() {
    return new WorkspaceGuard(state, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  GuardedSession open() {
    return open(PathCondition.NONE, PathCondition.NONE);
  }

  GuardedSession open(PathCondition hidden, PathCondition lifted) {
    return guard().open(project, hidden, lifted, HardLinks.Progress.NONE);
  }

  Inventory scan() throws IOException {
    return scan(PathCondition.NONE, PathCondition.NONE);
  }

  Inventory scan(PathCondition hidden, PathCondition lifted) throws IOException {
    int uid = FileStatus.of(project.toString()).uid();
    return new ProjectScan(project.toString(), RunsOutside.bundled(), hidden, lifted, uid).scan();
  }

  Path write(String path) throws IOException {
    return write(path, "marker\n");
  }

  Path write(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path link(String path, String target) throws IOException {
    Path link = project.resolve(path);
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, Path.of(target));
  }

  void bareRepository(String path) throws IOException {
    Files.createDirectories(project.resolve(path).resolve("objects"));
    Files.createDirectories(project.resolve(path).resolve("refs"));
    write(path + "/HEAD", "ref: refs/heads/x\n");
    write(path + "/config", "[core]\n\tbare = true\n");
  }

  boolean has(String path) {
    return PrivateFiles.isThere(project.resolve(path));
  }

  static List<String> paths(QuarantineReport report) {
    return report.taken().stream().map(Taken::path).sorted().toList();
  }

  static List<String> paths(List<Protected> things) {
    return things.stream().map(Protected::path).sorted().toList();
  }

  static Protected file(String path, long inode) {
    return new Protected(
        path,
        Kind.FILE,
        new Identity(1, inode, 3),
        new LinkTarget.NoLink(),
        Protected.Guarding.READ_ONLY,
        Protection.RUNS,
        "a reason");
  }
}
