package dev.paddock.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What sessions left and should not run, in {@code <state>/quarantine/<session>/}. Things are kept
 * until they are given back or dropped.
 */
public final class Quarantine {
  private final Path directory;

  /** The things of one session. */
  public record Held(String session, String project, List<Taken> taken) {
    public Held {
      taken = List.copyOf(taken);
    }
  }

  /**
   * @param state the state directory's real path
   */
  Quarantine(Path state) {
    this.directory = state.resolve("quarantine");
  }

  /** Returns the directory of a session; it may be missing. */
  Path of(String session) {
    if (!session.matches("[A-Za-z0-9-]+")) {
      throw new WorkspaceException(
          "\"" + session + "\" is no session's name; list the quarantine to see them");
    }
    return directory.resolve(session);
  }

  /**
   * Returns what is held, by session.
   *
   * @throws WorkspaceException if a manifest is damaged
   */
  public List<Held> list() {
    if (!PrivateFiles.isThere(directory)) {
      return List.of();
    }
    try (Stream<Path> sessions = Files.list(directory)) {
      return sessions
          .sorted()
          .filter(Manifest::isIn)
          .map(this::held)
          .filter(held -> !held.taken().isEmpty())
          .toList();
    } catch (IOException e) {
      throw new WorkspaceException(directory + " can't be listed", e);
    }
  }

  /**
   * Gives things back to where they were. While a session runs in the project, a thing that is
   * given back is new to it, and is taken again when it ends.
   *
   * @param paths as in {@link Taken#path}; none means everything that is held of the session
   * @throws WorkspaceException if nothing is held, or one of the paths is not, or its place is
   *     taken, or a directory of its path is none; then nothing was given back
   */
  public List<Taken> restore(String session, List<String> paths) {
    Held held = held(existing(session));
    if (held.taken().isEmpty()) {
      throw new WorkspaceException(
          "nothing of the session " + session + " is in the quarantine any more");
    }
    List<Taken> chosen = new ArrayList<>(paths.isEmpty() ? held.taken() : List.of());
    for (String path : paths) {
      chosen.add(
          held.taken().stream()
              .filter(taken -> taken.path().equals(path))
              .findFirst()
              .orElseThrow(
                  () ->
                      new WorkspaceException(
                          path + " is not in the quarantine of " + session + "; list it to see")));
    }
    Giving giving = new Giving(held.project(), of(session));
    giving.requirePossible(chosen);
    chosen.forEach(giving::give);
    removeIfEmpty(session);
    return chosen;
  }

  /** Deletes everything that is held of a session. */
  public void drop(String session) {
    Path place = existing(session);
    try {
      Trees.remove(place.toString());
    } catch (IOException e) {
      throw new WorkspaceException(place + " can't be deleted; delete it by hand", e);
    }
  }

  private Path existing(String session) {
    Path place = of(session);
    if (!Manifest.isIn(place)) {
      throw new WorkspaceException("nothing of a session " + session + " is in the quarantine");
    }
    return place;
  }

  private Held held(Path place) {
    Manifest manifest = Manifest.read(place);
    List<Taken> there =
        manifest.entries().stream()
            .filter(t -> PrivateFiles.isThere(place.resolve(String.valueOf(t.number()))))
            .toList();
    return new Held(manifest.session(), manifest.project(), there);
  }

  private void removeIfEmpty(String session) {
    if (held(of(session)).taken().isEmpty()) {
      drop(session);
    }
  }
}
