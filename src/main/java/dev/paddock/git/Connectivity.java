package dev.paddock.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/** Tells whether everything that a tip needs is in the repository outside. */
final class Connectivity {
  private static final int LARGEST_MODULES_FILE = 1 << 20;

  private Connectivity() {}

  /**
   * Walks from the tips to what the repository's refs reach already.
   *
   * @return an empty text if all is there, else what is wrong
   */
  static String problem(Repository host, Collection<ObjectId> tips) throws IOException {
    try (ObjectWalk walk = new ObjectWalk(host)) {
      for (ObjectId tip : tips) {
        walk.markStart(walk.parseAny(tip));
      }
      List<Ref> refs = host.getRefDatabase().getRefs();
      for (Ref ref : refs) {
        markKnown(walk, ref);
      }
      walk.checkConnectivity();
      return "";
    } catch (MissingObjectException e) {
      return "objects are missing or malformed: " + e.getMessage();
    } catch (IncorrectObjectTypeException e) {
      return "an object is of another kind than it has to be: " + e.getMessage();
    }
  }

  private static void markKnown(ObjectWalk walk, Ref ref) throws IOException {
    ObjectId id = ref.getObjectId();
    if (id != null) {
      try {
        RevObject known = walk.parseAny(id);
        walk.markUninteresting(known);
      } catch (MissingObjectException e) {
        // A ref that is broken outside proves nothing.
      }
    }
  }

  /**
   * Looks at the files .gitmodules that were taken in: their names and addresses have been ways to
   * execute something (CVE-2018-11235, CVE-2018-17456).
   */
  static String problemOfModules(Repository host, ObjectChecker checker) throws IOException {
    try (ObjectReader reader = host.newObjectReader()) {
      for (GitmoduleEntry entry : checker.getGitsubmodules()) {
        if (reader.has(entry.getBlobId())) {
          var loader = reader.open(entry.getBlobId(), Constants.OBJ_BLOB);
          if (loader.getSize() > LARGEST_MODULES_FILE) {
            return "a .gitmodules is too large";
          }
          try {
            SubmoduleValidator.assertValidGitModulesFile(
                new String(loader.getBytes(), StandardCharsets.UTF_8));
          } catch (SubmoduleValidator.SubmoduleValidationException e) {
            return "a .gitmodules is dangerous: " + e.getMessage();
          }
        }
      }
      return "";
    } catch (IncorrectObjectTypeException e) {
      return "a .gitmodules is no file";
    }
  }
}
