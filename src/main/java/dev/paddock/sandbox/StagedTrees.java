package dev.paddock.sandbox;

import dev.paddock.linux.Errno;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.linux.PinnedPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What of the host may be written, put together on the stage with everything that covers parts of
 * it, before bubblewrap binds it as a whole. Another session may exchange files and links in the
 * same tree meanwhile, so nothing is mounted by a path that is looked up twice: each thing is
 * pinned, compared with what the supervisor saw, and mounted through its descriptor.
 */
final class StagedTrees {
  /** What a path that somebody has just exchanged can answer. */
  private static final Set<Integer> EXCHANGED =
      Set.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP, Errno.EXDEV);

  private final Map<String, PinnedPath> roots = new HashMap<>();

  void perform(InitStep.StageTree step) throws IOException {
    try (PinnedPath source = pin(step.source());
        PinnedPath target = PinnedPath.of(step.target())) {
      require(source, step.device(), step.inode(), step.source());
      source.mountOn(target, false);
    }
    roots.put(step.target(), PinnedPath.of(step.target()));
  }

  void perform(InitStep.Seal step) throws IOException {
    try (PinnedPath path = below(step.tree(), step.path())) {
      require(path, step.device(), step.inode(), step.path());
      path.mountOn(path, true);
    }
  }

  void perform(InitStep.Pin step) throws IOException {
    try (PinnedPath path = below(step.tree(), step.path())) {
      path.mountOn(path, false);
    }
  }

  void perform(InitStep.Bind step) throws IOException {
    try (PinnedPath path = below(step.tree(), step.path());
        PinnedPath source = pin(step.source())) {
      if (!path.status().isDirectory()) {
        throw new ProjectChangedException(step.path());
      }
      require(source, step.device(), step.inode(), step.source());
      source.mountOn(path, false);
    }
  }

  void perform(InitStep.Mask step) throws IOException {
    try (PinnedPath path = below(step.tree(), step.path());
        PinnedPath cover = PinnedPath.of(step.with())) {
      if (path.status().isDirectory() != cover.status().isDirectory()) {
        throw new ProjectChangedException(step.path());
      }
      cover.mountOn(path, true);
    }
  }

  private PinnedPath below(String tree, String path) throws IOException {
    PinnedPath root = roots.get(tree);
    if (root == null) {
      throw new IOException("No tree was staged on " + tree);
    }
    try {
      return root.below(path);
    } catch (LinuxException e) {
      throw EXCHANGED.contains(e.errno()) ? new ProjectChangedException(path) : e;
    }
  }

  private static PinnedPath pin(String path) throws IOException {
    try {
      return PinnedPath.of(path);
    } catch (LinuxException e) {
      throw EXCHANGED.contains(e.errno()) ? new ProjectChangedException(path) : e;
    }
  }

  private static void require(PinnedPath path, long device, long inode, String name)
      throws IOException {
    FileStatus status = path.status();
    if (status.device() != device || status.inode() != inode) {
      throw new ProjectChangedException(name);
    }
  }
}
