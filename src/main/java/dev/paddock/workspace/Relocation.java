package dev.paddock.workspace;

import dev.paddock.linux.Errno;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Moves things between the project and the quarantine: by renaming where both are on one file
 * system, else by copying and then removing. Nothing is replaced, no symbolic link is followed in
 * the last component, and on failure the thing is where it was.
 *
 * @param fromStaging a directory beside the source, on its file system, for names of short use
 * @param toStaging a directory beside the target, on its file system
 */
record Relocation(String fromStaging, String toStaging) {

  /**
   * How something was moved.
   *
   * @param renamed whether it is still the same object
   * @param leftOut how many FIFOs, sockets and devices were not copied, and are gone
   */
  record Moved(boolean renamed, int leftOut) {}

  Moved move(String from, String to) throws IOException {
    FileStatus status = FileStatus.of(from);
    try {
      rename(from, to, status);
      return new Moved(true, 0);
    } catch (LinuxException e) {
      if (e.errno() != Errno.EXDEV) {
        throw e;
      }
    }
    return new Moved(false, moveAcross(from, to));
  }

  /** A directory changes its ".." when it moves, so its own owner must be able to write it. */
  private static void rename(String from, String to, FileStatus status) throws IOException {
    try {
      FreshName.rename(from, to);
    } catch (LinuxException e) {
      if (e.errno() != Errno.EACCES || !status.isDirectory()) {
        throw e;
      }
      Trees.openUp(from, status);
      FreshName.rename(from, to);
    }
  }

  private int moveAcross(String from, String to) throws IOException {
    boolean plain = FileNames.isPlain(from);
    String source = plain ? from : FreshName.temporary(fromStaging);
    String copy = FreshName.temporary(toStaging);
    if (!plain) {
      rename(from, source, FileStatus.of(from));
    }
    int leftOut;
    try {
      leftOut = Trees.copy(Path.of(source), Path.of(copy));
      if (PrivateFiles.isThere(Path.of(copy))) {
        FreshName.rename(copy, to);
      }
    } catch (IOException e) {
      if (!plain) {
        FreshName.rename(source, from);
      }
      if (PrivateFiles.isThere(Path.of(copy))) {
        Trees.remove(copy);
      }
      throw e;
    }
    try {
      Trees.remove(source);
    } catch (IOException e) {
      throw new IOException("it was copied, but " + source + " can't be removed", e);
    }
    return leftOut;
  }
}
