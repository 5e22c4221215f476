package dev.paddock.git;

import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.util.Optional;

/** A number that changes when the refs of a git folder do: of times and inodes, not of contents. */
final class Fingerprint {
  private static final int DEEPEST = 20;

  private Fingerprint() {}

  static long of(UntrustedFolder folder) throws IOException {
    long sum = directory(folder, "refs", 0);
    for (String worktree : Baseline.worktrees(folder)) {
      sum = 31 * sum + file(folder, Baseline.in(worktree, "HEAD"));
    }
    return 31 * sum + file(folder, "packed-refs");
  }

  /** Git replaces a ref's file by renaming another onto it, which its directory's time tells. */
  private static long directory(UntrustedFolder folder, String path, int depth) throws IOException {
    long sum = file(folder, path);
    if (depth < DEEPEST) {
      for (Entry entry : folder.list(path)) {
        if (entry.kind() == Kind.DIRECTORY) {
          sum = 31 * sum + directory(folder, path + "/" + entry.name(), depth + 1);
        }
      }
    }
    return sum;
  }

  private static long file(UntrustedFolder folder, String path) throws IOException {
    Optional<FileStatus> status = folder.status(path);
    return status.map(s -> 31 * s.inode() + s.changed()).orElse(0L);
  }
}
