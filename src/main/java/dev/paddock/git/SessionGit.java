package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The git folders of one session: copies that stand in the place of the project's, made before it
 * starts, landed while it runs and when it has ended. They are on disk, so what git has finished
 * inside survives the end of every process; {@link Leftovers} lands that.
 */
public final class SessionGit implements AutoCloseable {
  private final List<SessionFolder.Made> made;
  private final List<InPlace> inPlace;
  private final List<String> notices;
  private final SessionLanding landing;

  private SessionGit(
      List<SessionFolder.Made> made,
      List<InPlace> inPlace,
      List<String> notices,
      SessionLanding landing) {
    this.made = List.copyOf(made);
    this.inPlace = List.copyOf(inPlace);
    this.notices = List.copyOf(notices);
    this.landing = landing;
  }

  /**
   * A copy that stands in the place of a git folder.
   *
   * @param directory the project's, a real path
   * @param copy the session's, a real path
   */
  public record InPlace(Path directory, Path copy) {}

  /** Something outside that is there inside, read-only. */
  public record Borrowed(Path source, String target) {}

  /**
   * Makes the copies. A git folder of which there can't be one is left out, and told.
   *
   * @throws IOException if Paddock's own folder can't be written
   */
  public static SessionGit prepare(SessionGitRequest request) throws IOException {
    Path place = SessionPlaces.make(request.state(), request.session());
    SessionLanding landing = SessionLanding.begin(place, request.session(), request.automatic());
    List<SessionFolder.Made> all = new ArrayList<>();
    List<InPlace> inPlace = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    GitProgram git =
        new GitProgram(
            request.environment(),
            request.repositories().stream().map(SessionGitRequest.Repository::workTree).toList());
    for (SessionGitRequest.Repository repository : request.repositories()) {
      Path copy = place.resolve(all.size() + "/git");
      try {
        Files.createDirectories(copy);
        List<SessionFolder.Made> made =
            new SessionFolder(git, request.readable(), all.size())
                .make(new GitFolder(repository.directory(), repository.workTree()), copy);
        for (SessionFolder.Made one : made) {
          try (UntrustedFolder folder = UntrustedFolder.open(one.copy())) {
            landing.add(
                KeptFolder.begin(
                    place.resolve(Integer.toString(all.size())),
                    one.folder().directory(),
                    one.copy(),
                    Baseline.read(folder)));
          }
          all.add(one);
        }
        inPlace.add(new InPlace(repository.directory(), copy));
      } catch (GitException | IOException e) {
        notices.add(repository.directory() + " is read-only in this session: " + e.getMessage());
      }
    }
    return new SessionGit(all, inPlace, notices, landing);
  }

  /** Returns what has to be mounted; those of submodules lie in their repository's. */
  public List<InPlace> inPlace() {
    return inPlace;
  }

  /** Returns the objects that the copies borrow. */
  public List<Borrowed> borrowed() {
    List<Borrowed> borrowed = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      SessionFolder.Made one = made.get(i);
      borrowed.add(
          new Borrowed(
              one.folder().directory().resolve("objects"), SessionFolder.OBJECTS_INSIDE + i));
    }
    return borrowed;
  }

  /** Returns the addresses of all remotes, as the owner's configuration has them. */
  public List<Remote> remotes() {
    return made.stream().flatMap(one -> one.remotes().stream()).distinct().toList();
  }

  /**
   * Returns a setting of the owner's own for the project's repository: of the user's or the
   * system's configuration, never of the repository's, which somebody else may have written.
   *
   * @param key in lower case
   */
  public Optional<String> ownersSetting(String key) {
    return made.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(made.getFirst().owners().get(key));
  }

  /**
   * Adds settings to all copies, before the session starts.
   *
   * @param settings by key
   */
  public void configure(Map<String, String> settings) throws IOException {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(SessionConfiguration.line(key, value)));
    for (SessionFolder.Made one : made) {
      Files.writeString(one.copy().resolve("config"), text, StandardOpenOption.APPEND);
    }
    landing.settingsChanged();
  }

  /** Returns what could not be done, in sentences. */
  public List<String> notices() {
    return notices;
  }

  /** Begins to land what the session does, if that is wanted. */
  public void start() {
    landing.start();
  }

  /**
   * Lands the rest; to be called when nothing of the session runs any more.
   *
   * @return what came of all landings, with what waits for the owner's word
   */
  public LandingReport finish() {
    return landing.finish();
  }

  /** Ends what runs; copies of a session that never started go. */
  @Override
  public void close() {
    landing.close();
  }
}
