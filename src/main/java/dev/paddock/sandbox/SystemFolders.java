package dev.paddock.sandbox;

import dev.paddock.linux.DirectoryReader;
import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.Errno;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.FileSystemCalls;
import dev.paddock.linux.LinuxException;
import dev.paddock.sandbox.SandboxRequest.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The system's own folders as they are on this machine, and what in them the session must not read.
 *
 * <p>"Read-only" is not enough below /etc: a caller who is root, or in a group like "shadow" or
 * "ssl-cert", could read files there that hold secrets. So everything that not every user may read
 * is denied to the session, whoever the caller is.
 *
 * @param mounts the folders that exist, links as links
 * @param denied what is closed in them
 */
public record SystemFolders(List<Mount> mounts, List<Place> denied) {
  private static final int READ_BY_OTHERS = 0004;
  private static final int SEARCH_BY_OTHERS = 0001;

  /**
   * Where files that only some may read are looked for, and how deep: below /opt a whole walk would
   * take too long.
   */
  private static final List<Root> ROOTS =
      List.of(new Root("/etc", 16), new Root("/opt", 2), new Root("/usr/local", 3));

  private record Root(String path, int depth) {}

  /** Looks at this machine. */
  public static SystemFolders read() throws IOException {
    List<Mount> mounts = new ArrayList<>();
    for (String path : table("system-folders.txt")) {
      Path folder = Path.of(path);
      if (Files.isSymbolicLink(folder)) {
        mounts.add(new Mount.Link(Files.readSymbolicLink(folder).toString(), path));
      } else if (Files.exists(folder)) {
        mounts.add(new Mount.ReadOnly(path, path));
      }
    }
    List<Place> denied = new ArrayList<>();
    for (String path : table("denied-files.txt")) {
      if (Files.exists(Path.of(path))) {
        denied.add(new Place(path, Files.isDirectory(Path.of(path))));
      }
    }
    try (DirectoryReader reader = new DirectoryReader()) {
      for (Root root : ROOTS) {
        if (Files.isDirectory(Path.of(root.path()))) {
          collect(reader, root.path(), root.depth(), denied);
        }
      }
    }
    return new SystemFolders(List.copyOf(mounts), List.copyOf(denied));
  }

  private static void collect(
      DirectoryReader reader, String directory, int depth, List<Place> denied) throws IOException {
    List<Entry> entries;
    try {
      entries = reader.list(directory);
    } catch (LinuxException e) {
      return; // the caller can't read it, so nobody inside can
    }
    for (Entry entry : entries) {
      String path = directory + "/" + entry.name();
      boolean isDirectory = entry.kind() == Kind.DIRECTORY;
      if (entry.kind() == Kind.SYMBOLIC_LINK) {
        continue;
      }
      Optional<FileStatus> status = status(path);
      if (status.isEmpty()) {
        continue; // it has gone
      }
      int needed = isDirectory ? READ_BY_OTHERS | SEARCH_BY_OTHERS : READ_BY_OTHERS;
      if ((status.get().mode() & needed) != needed) {
        if (FileSystemCalls.isReadable(path)) {
          denied.add(new Place(path, isDirectory));
        }
      } else if (isDirectory && depth > 1) {
        collect(reader, path, depth - 1, denied);
      }
    }
  }

  private static Optional<FileStatus> status(String path) throws LinuxException {
    try {
      return Optional.of(FileStatus.of(path));
    } catch (LinuxException e) {
      if (e.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<String> table(String resource) throws IOException {
    try (InputStream in = SystemFolders.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }
}
