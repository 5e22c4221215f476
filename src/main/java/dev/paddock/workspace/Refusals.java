package dev.paddock.workspace;

import dev.paddock.workspace.Inventory.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions under which no session may start. */
final class Refusals {
  private Refusals() {}

  /** Returns the project's real path, if it can be a project. */
  static String realPath(Path project, Path state) {
    Path real;
    try {
      real = project.toRealPath();
    } catch (IOException e) {
      throw new WorkspaceException(
          "The project " + project + " can't be found; name a directory that exists", e);
    }
    if (!Files.isDirectory(real) || real.getParent() == null) {
      throw new WorkspaceException(real + " can't be a project; name a directory of your work");
    }
    requireOutside(real, "state", state);
    return real.toString();
  }

  /**
   * Requires that a folder of Paddock's own does not lie in a project, whether it exists yet or
   * not.
   *
   * @param project its real path
   * @param what the folder is for, in a word
   */
  static void requireOutside(Path project, String what, Path folder) {
    Path real = realAsFarAsItExists(folder);
    if (real.startsWith(project)) {
      throw new WorkspaceException(
          "Paddock's "
              + what
              + " directory "
              + real
              + " lies in the project "
              + project
              + ", where a session could write it; name another one, or a smaller project");
    }
  }

  private static Path realAsFarAsItExists(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    for (Path above = absolute; above != null; above = above.getParent()) {
      try {
        return above.toRealPath().resolve(above.relativize(absolute)).normalize();
      } catch (IOException e) {
        // Not there, or a link to nothing: what is above it decides.
      }
    }
    return absolute;
  }

  static void requireClean(QuarantineReport report, Path state) {
    if (!report.findings().isEmpty()) {
      throw new WorkspaceException(
          "A session that was killed left things in "
              + report.project()
              + " that would run outside and can't be moved away: "
              + report.findings().stream().map(Finding::toString).collect(Collectors.joining("; "))
              + ". Remove them; or, to keep them, delete "
              + state.resolve("sessions").resolve(report.session()));
    }
  }

  static void requireReadable(String root, Inventory inventory) {
    for (Unreadable closed : inventory.unreadable()) {
      if (closed.changeable()) {
        throw new WorkspaceException(
            "The directory "
                + (root + "/" + closed.path())
                + " can't be looked through, but a session could open it ("
                + closed.cause()
                + "); make it readable (chmod u+rwx), or remove it");
      }
    }
    for (Protected one :
        Stream.concat(inventory.protectedPaths().stream(), inventory.inner().stream()).toList()) {
      if (one.target() instanceof LinkTarget.Unreadable) {
        throw new WorkspaceException(
            root
                + "/"
                + one.path()
                + " is a link that leads through a name which is not UTF-8, so what it leads to"
                + " can't be protected; rename that, or remove the link");
      }
    }
  }

  static void requireSeparated(String root, Inventory inventory) {
    if (!inventory.hardLinked().isEmpty()) {
      throw new WorkspaceException(
          root
              + "/"
              + inventory.hardLinked().getFirst().path()
              + " was linked again while its links were separated; end what writes the project,"
              + " and start again");
    }
  }
}
