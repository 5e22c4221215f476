package dev.paddock.workspace;

import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.workspace.Inventory.HardLinked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Finds the writable files that have a further name where no session may write: outside the
 * project, or in a part of it that is protected or hidden. Names are counted, since nothing tells
 * where the others are.
 *
 * <p>One statx a file is most of a scan's cost, so files are looked at in the background, by
 * batches, while the walk goes on. Batches share nothing that changes; all else is the walk's
 * thread's.
 */
final class HardLinkCount {
  private static final int GROUP_OR_OTHERS_WRITE = 0022;
  private static final int BATCH = 1024;

  private final String root;
  private final int callerUid;
  private final List<CompletableFuture<List<Looked>>> batches = new ArrayList<>();
  private List<String> batch = new ArrayList<>(BATCH);

  HardLinkCount(String root, int callerUid) {
    this.root = root;
    this.callerUid = callerUid;
  }

  private record File(long device, long inode) {}

  private sealed interface Looked {}

  private record Name(String path, FileStatus status) implements Looked {}

  private record Refused(String path, LinuxException cause) implements Looked {}

  /** Adds a regular file that a session may write. */
  void add(String path) {
    batch.add(path);
    if (batch.size() == BATCH) {
      lookAtBatch();
    }
  }

  private void lookAtBatch() {
    List<String> paths = batch;
    batch = new ArrayList<>(BATCH);
    batches.add(CompletableFuture.supplyAsync(() -> paths.stream().map(this::look).toList()));
  }

  /**
   * Returns the files with names elsewhere, each of their names in the project.
   *
   * @param readOnly what turned out to be protected after it was added
   * @param failed told the directory of a file that can't be looked at
   */
  List<HardLinked> withNamesElsewhere(
      ProtectedPlaces readOnly, BiConsumer<String, LinuxException> failed) {
    Map<File, List<Name>> linked = new HashMap<>();
    lookAtBatch();
    for (Looked looked : batches.stream().flatMap(b -> b.join().stream()).toList()) {
      switch (looked) {
        case Refused refused -> failed.accept(Names.parent(refused.path()), refused.cause());
        case Name name -> {
          FileStatus status = name.status();
          if (status.links() > 1 && isChangeable(status) && !readOnly.cover(name.path())) {
            File file = new File(status.device(), status.inode());
            linked.computeIfAbsent(file, f -> new ArrayList<>(2)).add(name);
          }
        }
      }
    }
    List<HardLinked> found = new ArrayList<>();
    for (List<Name> names : linked.values()) {
      if (names.size() < names.getFirst().status().links()) {
        names.forEach(name -> found.add(hardLinked(name)));
      }
    }
    return found;
  }

  private Looked look(String path) {
    try {
      return new Name(path, FileStatus.of(root + "/" + path));
    } catch (LinuxException e) {
      return new Refused(path, e);
    }
  }

  private boolean isChangeable(FileStatus status) {
    return status.uid() == callerUid || (status.mode() & GROUP_OR_OTHERS_WRITE) != 0;
  }

  private static HardLinked hardLinked(Name name) {
    FileStatus status = name.status();
    return new HardLinked(name.path(), Identity.of(status), status.size());
  }
}
