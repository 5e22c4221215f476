package dev.paddock.git;

import dev.paddock.linux.TreeRemoval;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What sessions did to their git folders and has not landed: because they were killed, because the
 * owner wants to be asked, or because something was in the way.
 */
public final class Leftovers {
  private final Path state;

  /**
   * @param state as in {@link SessionGitRequest}
   */
  public Leftovers(Path state) {
    this.state = state;
  }

  /**
   * A session with something that has not landed.
   *
   * @param session its name
   * @param running whether it runs now
   * @param repositories the git folders that it worked on
   * @param pending what would change in them, a line each
   */
  public record Waiting(
      String session, boolean running, List<Path> repositories, List<String> pending) {}

  /** Lists what waits. */
  public List<Waiting> list() throws IOException {
    List<Waiting> all = new ArrayList<>();
    for (Path place : SessionPlaces.all(state)) {
      List<String> pending = new ArrayList<>();
      List<Path> repositories = new ArrayList<>();
      for (KeptFolder folder : KeptFolder.list(place)) {
        repositories.add(folder.host());
        pending.addAll(new Landing(folder, name(place)).pending());
      }
      if (!pending.isEmpty()) {
        all.add(new Waiting(name(place), SessionPlaces.isLive(place), repositories, pending));
      }
    }
    return all;
  }

  /**
   * Lands what killed sessions left in some git folders.
   *
   * @param repositories those whose leftovers are wanted
   */
  public LandingReport landOfKilled(Predicate<Path> repositories) throws IOException {
    List<String> landed = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (Path place : SessionPlaces.all(state)) {
      List<KeptFolder> folders = KeptFolder.list(place);
      boolean asks = Files.exists(place.resolve(SessionLanding.ASK));
      if (!SessionPlaces.isLive(place)
          && !asks
          && (folders.isEmpty() || folders.stream().anyMatch(f -> repositories.test(f.host())))) {
        LandingReport report = land(place, folders, true);
        landed.addAll(report.landed());
        told.addAll(report.told());
      }
    }
    return new LandingReport(landed, told);
  }

  /**
   * Lands what a session did so far.
   *
   * @throws GitException if no such session left anything
   */
  public LandingReport land(String session) throws IOException, GitException {
    Path place = place(session);
    return land(place, KeptFolder.list(place), !SessionPlaces.isLive(place));
  }

  /**
   * Throws away what a session did and has not landed.
   *
   * @throws GitException if there is no such session, or it runs
   */
  public void discard(String session) throws IOException, GitException {
    Path place = place(session);
    if (SessionPlaces.isLive(place)) {
      throw new GitException("The session " + session + " runs; end it first");
    }
    remove(place);
  }

  private static LandingReport land(Path place, List<KeptFolder> folders, boolean last)
      throws IOException {
    List<String> landed = new ArrayList<>();
    List<String> told = new ArrayList<>();
    try (FileChannel _ = SessionPlaces.turn(place)) {
      for (KeptFolder folder : folders) {
        LandingReport report = new Landing(folder, name(place)).land(last);
        landed.addAll(report.landed());
        told.addAll(report.told());
      }
    }
    if (last && told.stream().noneMatch(text -> text.contains(place.toString()))) {
      remove(place);
    }
    return new LandingReport(landed, told);
  }

  private Path place(String session) throws GitException {
    Path place = state.resolve(session);
    if (session.isEmpty() || session.contains("/") || !Files.isDirectory(place)) {
      throw new GitException("No session " + session + " has left anything to land");
    }
    return place;
  }

  private static String name(Path place) {
    return String.valueOf(place.getFileName());
  }

  static void remove(Path place) throws IOException {
    TreeRemoval.remove(place.toString());
  }
}
