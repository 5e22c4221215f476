package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.Errno;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.FileSystemCalls;
import dev.paddock.linux.LinuxException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves things from a session's quarantine directory back to the project. */
record Giving(String project, Path directory) {
  private static final int OWNER_ALL = 0700;
  private static final int NEW_DIRECTORY = 0777;

  /** Throws one exception with all that stands in the way. */
  void requirePossible(List<Taken> things) {
    List<String> problems = new ArrayList<>();
    for (Taken taken : things) {
      String place = project + "/" + taken.path();
      if (lookAt(place) != null) {
        problems.add(place + " exists; move it away first");
      }
      for (String above = taken.path(); !above.isEmpty(); ) {
        above = Names.parent(above);
        String path = above.isEmpty() ? project : project + "/" + above;
        FileStatus status = lookAt(path);
        if (status == null ? above.isEmpty() : !status.isDirectory()) {
          problems.add(path + " is no directory; a thing is given back only to where it was");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new WorkspaceException("Nothing was given back: " + String.join("; ", problems));
    }
  }

  void give(Taken taken) {
    Path object = directory.resolve(String.valueOf(taken.number()));
    String place = project + "/" + taken.path();
    boolean isDirectory = taken.kind() == Kind.DIRECTORY;
    try {
      makeDirectoriesAbove(taken.path());
      if (isDirectory) {
        // Moving it changes its "..", for which its owner must be able to write it.
        PrivateFiles.chmod(object, taken.mode() | OWNER_ALL);
      }
      new Relocation(directory.toString(), project).move(object.toString(), place);
      if (isDirectory && (taken.mode() & OWNER_ALL) != OWNER_ALL && FileNames.isPlain(place)) {
        PrivateFiles.chmod(Path.of(place), taken.mode());
      }
    } catch (IOException | InvalidPathException e) {
      throw new WorkspaceException(
          place + " can't be given back; it is still in the quarantine, as " + object, e);
    }
  }

  private void makeDirectoriesAbove(String path) throws IOException {
    String above = Names.parent(path);
    if (above.isEmpty() || lookAt(project + "/" + above) != null) {
      return;
    }
    makeDirectoriesAbove(above);
    FileSystemCalls.makeDirectory(project + "/" + above, NEW_DIRECTORY);
  }

  private static @Nullable FileStatus lookAt(String path) {
    try {
      return FileStatus.of(path);
    } catch (LinuxException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return null;
      }
      throw new WorkspaceException(path + " can't be looked at", e);
    }
  }
}
