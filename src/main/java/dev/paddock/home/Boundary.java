package dev.paddock.home;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what of the host may be shown at all, whatever a table, a variable or a link says.
 *
 * <p>Looks at files, changes nothing. Immutable.
 */
final class Boundary {
  private final HomeRequest request;
  private final Path realHome;
  private final Path realProject;
  private final int user;
  private final LinkWalk links;
  private final List<Path> neverInHome = new ArrayList<>();
  private final List<Path> neverOutside = new ArrayList<>();

  Boundary(HomeRequest request, Path realHome, int user) {
    this.request = request;
    this.realHome = realHome;
    this.realProject = real(request.project());
    this.user = user;
    this.links = new LinkWalk(request.home(), realHome, user);
    Path realState = real(request.stateDirectory());
    Places places = new Places(request, Map.of());
    for (String line : TextTable.lines("never.txt")) {
      if (line.startsWith("/")) {
        neverOutside.add(Path.of(line));
      } else {
        neverInHome.add(realHome.resolve(line));
        // XDG variables move credentials as well as caches.
        places.of(line).forEach(place -> neverInHome.add(place.path()));
      }
    }
    neverInHome.add(request.stateDirectory());
    neverInHome.add(realState);
  }

  /** The answer to "may this be shown?". */
  sealed interface Answer {
    /**
     * Yes.
     *
     * @param source the real path
     */
    record Shown(Path source) implements Answer {}

    /**
     * No.
     *
     * @param reason ends the sentence "… is not given: it"
     */
    record Refused(String reason) implements Answer {}

    /** There is nothing to show, or the session has it anyway. */
    record Absent() implements Answer {}
  }

  /** Asks for a folder, or for a file that belongs to a tool. */
  Answer folder(Path path) {
    if (path.startsWith(request.project()) || path.startsWith(realProject)) {
      return new Answer.Absent();
    }
    if (!Files.exists(path)) {
      return new Answer.Absent();
    }
    return tooWide(path)
        .<Answer>map(Answer.Refused::new)
        .orElseGet(() -> real(path, path.startsWith(request.home())));
  }

  /**
   * Asks for a small file that is copied or rewritten. Its own place may be on the list of what is
   * never shown, since its content is looked through; a link must not lead to such a place.
   */
  Answer file(Path path) {
    if (!Files.exists(path)) {
      return new Answer.Absent();
    }
    try {
      Path source = links.realPath(path);
      boolean elsewhere = !source.equals(realHome.resolve(request.home().relativize(path)));
      if (elsewhere && secretPlace(source)) {
        return new Answer.Refused("is a link to a place that holds credentials");
      }
      if (!ownersOrRoots(source)) {
        return new Answer.Refused("belongs to somebody else");
      }
      return Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)
          ? new Answer.Shown(source)
          : new Answer.Refused("is not a regular file");
    } catch (FileSystemLoopException e) {
      return new Answer.Refused(SECOND_LINK);
    } catch (IOException e) {
      return new Answer.Absent();
    }
  }

  private static final String SECOND_LINK =
      "is a link to a link, and the second may have been planted; make the first one direct";

  private Answer real(Path path, boolean inHome) {
    try {
      Path source = links.realPath(path);
      if (source.startsWith(realProject)) {
        return new Answer.Refused("leads into the project, which sessions can change");
      }
      Optional<String> wide = tooWide(source);
      if (wide.isPresent()) {
        return new Answer.Refused("is a link, and its target " + wide.get());
      }
      if (!ownersOrRoots(source)) {
        return new Answer.Refused("belongs to somebody else");
      }
      boolean usable =
          Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)
              || (inHome && Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS));
      return usable ? new Answer.Shown(source) : new Answer.Absent();
    } catch (FileSystemLoopException e) {
      return new Answer.Refused(SECOND_LINK);
    } catch (IOException e) {
      return new Answer.Absent();
    }
  }

  private Optional<String> tooWide(Path path) {
    if (request.home().startsWith(path) || realHome.startsWith(path)) {
      return Optional.of("is or contains HOME");
    }
    if (request.project().startsWith(path) || realProject.startsWith(path)) {
      return Optional.of("contains the project");
    }
    if (secretPlace(path)) {
      return Optional.of(
          "is, contains or lies in a place that holds credentials or is the system's");
    }
    if (!inHome(path) && (path.getNameCount() < 2 || isAnotherHome(path))) {
      return Optional.of("is too wide");
    }
    return Optional.empty();
  }

  private boolean secretPlace(Path path) {
    return neverInHome.stream().anyMatch(never -> overlap(path, never))
        || (!inHome(path) && neverOutside.stream().anyMatch(never -> overlap(path, never)));
  }

  private boolean isAnotherHome(Path path) {
    Path parent = path.getParent();
    return parent != null
        && (parent.equals(request.home().getParent()) || parent.equals(realHome.getParent()));
  }

  private boolean inHome(Path path) {
    return path.startsWith(request.home()) || path.startsWith(realHome);
  }

  private boolean ownersOrRoots(Path path) throws IOException {
    int owner = LinkWalk.owner(path);
    return owner == user || owner == 0;
  }

  private static boolean overlap(Path a, Path b) {
    return a.startsWith(b) || b.startsWith(a);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
