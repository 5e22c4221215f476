package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.Errno;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.workspace.Relocation.Moved;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Moves what a session left from its project to the session's quarantine directory. */
final class Taking {
  private static final int PERMISSIONS = 07777;
  private static final int CLOSED = 0;

  private final String root;
  private final Path directory;
  private final Relocation relocation;
  private final List<Taken> taken = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean incomplete;

  private Taking(String root, Path directory) {
    this.root = root;
    this.directory = directory;
    this.relocation = new Relocation(root, directory.toString());
  }

  /**
   * Takes each candidate, or reports why it is still there. Directories that are empty then stay:
   * they run nothing, and whose they are is not known.
   *
   * @param root the project's real path
   * @param directory the quarantine directory of the session, made if need be
   */
  static QuarantineReport take(
      String session, String root, Path directory, List<Candidate> candidates, Instant when) {
    Taking taking = new Taking(root, directory);
    if (!candidates.isEmpty()) {
      taking.take(session, candidates, when);
    }
    return new QuarantineReport(session, root, taking.taken, taking.findings);
  }

  private void take(String session, List<Candidate> candidates, Instant when) {
    List<Taken> planned = new ArrayList<>();
    try {
      PrivateFiles.directory(directory);
      List<Taken> before =
          Manifest.isIn(directory) ? Manifest.read(directory).entries() : List.of();
      int number = before.stream().mapToInt(Taken::number).max().orElse(0);
      for (Candidate one : candidates) {
        planned.add(plan(++number, one, when));
      }
      List<Taken> all = new ArrayList<>(before);
      all.addAll(planned);
      new Manifest(session, root, all).write(directory);
    } catch (IOException | WorkspaceException e) {
      String problem = "the quarantine " + directory + " can't be written (" + e.getMessage() + ")";
      candidates.forEach(one -> findings.add(new Finding(one.path(), problem)));
      return;
    }
    for (int i = 0; i < planned.size(); i++) {
      take(candidates.get(i), planned.get(i));
    }
    if (incomplete) {
      writeWhatWasLeftOut(session);
    }
  }

  /** The reasons in the manifest are for whoever looks at the quarantine later. */
  private void writeWhatWasLeftOut(String session) {
    try {
      List<Taken> all = new ArrayList<>(Manifest.read(directory).entries());
      all.replaceAll(
          entry ->
              taken.stream().filter(t -> t.number() == entry.number()).findAny().orElse(entry));
      new Manifest(session, root, all).write(directory);
    } catch (IOException | WorkspaceException e) {
      // The report says it, and what is held is listed as it was planned.
    }
  }

  private Taken plan(int number, Candidate one, Instant when) {
    int mode;
    try {
      mode = FileStatus.of(root + "/" + one.path()).mode() & PERMISSIONS;
    } catch (LinuxException e) {
      mode = 0; // taking it will tell what is wrong
    }
    return new Taken(number, one.path(), one.kind(), mode, when, one.reason());
  }

  private void take(Candidate one, Taken plan) {
    String from = root + "/" + one.path();
    String to = directory.resolve(String.valueOf(plan.number())).toString();
    try {
      requirePlainDirectoriesAbove(one.path());
      requireSame(from, one);
      Moved moved = relocation.move(from, to);
      if (moved.renamed()) {
        putBackIfOther(from, to, one);
      }
      taken.add(moved.leftOut() == 0 ? plan : without(plan, moved.leftOut()));
      incomplete |= moved.leftOut() > 0;
      if (PrivateFiles.isThere(Path.of(to)) && FileStatus.of(to).isDirectory()) {
        PrivateFiles.chmod(Path.of(to), CLOSED);
      }
    } catch (IOException | InvalidPathException e) {
      if (!isGone(from, e)) {
        findings.add(new Finding(one.path(), String.valueOf(e.getMessage())));
      }
    }
  }

  private static Taken without(Taken plan, int leftOut) {
    String what =
        plan.kind() == Kind.DIRECTORY
            ? leftOut + " FIFOs, sockets or devices in it were deleted"
            : "it was a FIFO, a socket or a device and was deleted";
    String reason = plan.reason() + "; " + what;
    return new Taken(plan.number(), plan.path(), plan.kind(), plan.mode(), plan.when(), reason);
  }

  /** A link that replaced a directory of the path since the scan would lead elsewhere. */
  private void requirePlainDirectoriesAbove(String path) throws IOException {
    for (String above = Names.parent(path); !above.isEmpty(); above = Names.parent(above)) {
      if (!FileStatus.of(root + "/" + above).isDirectory()) {
        throw new IOException(above + " is no directory any more");
      }
    }
  }

  private static void requireSame(String path, Candidate one) throws IOException {
    FileStatus now = FileStatus.of(path);
    if (now.inode() != one.identity().inode() || now.device() != one.identity().device()) {
      throw new IOException("it was replaced since it was looked at");
    }
  }

  private static void putBackIfOther(String from, String to, Candidate one) throws IOException {
    try {
      requireSame(to, one);
    } catch (IOException e) {
      FreshName.rename(to, from);
      throw e;
    }
  }

  private static boolean isGone(String path, Exception cause) {
    if (!(cause instanceof LinuxException call) || call.errno() != Errno.ENOENT) {
      return false;
    }
    try {
      FileStatus.of(path);
      return false;
    } catch (LinuxException e) {
      return e.errno() == Errno.ENOENT;
    }
  }
}
