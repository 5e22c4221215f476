package dev.paddock.relay;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevBlob;
import org.eclipse.jgit.revwalk.RevObject;

/** The large files that a push names: each new blob that is a pointer of Git LFS. */
final class PointerFiles {
  private static final int LARGEST_POINTER = 1024;

  private PointerFiles() {}

  /**
   * Returns their names.
   *
   * @param tips what is pushed
   * @param upstream what upstream has
   */
  static Set<String> in(
      Repository repository, Collection<ObjectId> tips, Collection<ObjectId> upstream)
      throws IOException {
    Set<String> names = new TreeSet<>();
    try (ObjectWalk walk = new ObjectWalk(repository)) {
      for (ObjectId tip : tips) {
        walk.markStart(walk.parseAny(tip));
      }
      for (ObjectId known : upstream) {
        if (repository.getObjectDatabase().has(known)) {
          walk.markUninteresting(walk.parseAny(known));
        }
      }
      while (walk.next() != null) {
        // Commits come first; what they hold follows.
      }
      for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
        if (object instanceof RevBlob) {
          ObjectLoader blob = repository.open(object, Constants.OBJ_BLOB);
          if (blob.getSize() <= LARGEST_POINTER) {
            LargeFiles.pointedTo(blob.getBytes()).ifPresent(names::add);
          }
        }
      }
    }
    return names;
  }
}
