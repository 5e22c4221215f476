package dev.paddock.session;

import dev.paddock.git.LandingReport;
import dev.paddock.git.Leftovers;
import dev.paddock.git.PointedFolder;
import dev.paddock.git.Remote;
import dev.paddock.git.SessionGit;
import dev.paddock.git.SessionGitRequest;
import dev.paddock.git.SessionGitRequest.Repository;
import dev.paddock.profile.Landing;
import dev.paddock.profile.Profile;
import dev.paddock.profile.Sourced;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The git folders of a session: which there are, how they are mounted, and what is told of them.
 */
final class SessionGitFolders implements AutoCloseable {
  /** Each costs a copy of its refs and its index at the start. */
  private static final int MOST_FOLDERS = 64;

  private final @Nullable SessionGit git;
  private final Notices notices;

  private SessionGitFolders(@Nullable SessionGit git, Notices notices) {
    this.git = git;
    this.notices = notices;
  }

  /**
   * Finds the project's git folders, lands what killed sessions left in them, and gives the session
   * copies.
   *
   * @throws IOException if Paddock's own folder can't be written
   */
  static SessionGitFolders prepare(
      Caller caller,
      PaddockFolders folders,
      Path project,
      Profile profile,
      Guards guards,
      Grants grants,
      Notices notices)
      throws IOException {
    List<Repository> repositories = new ArrayList<>();
    for (Path folder : guards.gitFolders(MOST_FOLDERS)) {
      repositories.add(
          new Repository(folder, Optional.ofNullable(folder.getParent()).orElse(folder)));
    }
    Optional<Path> common = pointedFolder(caller, project);
    common.ifPresent(folder -> repositories.add(new Repository(folder, project)));
    if (repositories.isEmpty()) {
      return new SessionGitFolders(null, notices);
    }
    landLeftovers(folders, repositories, notices);
    SessionGit git =
        SessionGit.prepare(
            new SessionGitRequest(
                guards.sessionId(),
                folders.git(),
                repositories,
                grants::gives,
                caller.environment(),
                lands(profile)));
    git.notices().forEach(notices::notice);
    common.ifPresent(folder -> grants.lend(folder, folder.toString()));
    for (SessionGit.InPlace one : git.inPlace()) {
      if (common.isPresent() && one.directory().equals(common.get())) {
        grants.stand(one.copy(), one.directory());
      } else {
        guards.replace(one.directory(), one.copy());
      }
    }
    git.borrowed().forEach(one -> grants.lend(one.source(), one.target()));
    return new SessionGitFolders(git, notices);
  }

  /** Whether the session has a git folder at all. */
  boolean isPresent() {
    return git != null;
  }

  /** Returns a setting of the owner's own; the key is in lower case. */
  Optional<String> ownersSetting(String key) {
    return git == null ? Optional.empty() : git.ownersSetting(key);
  }

  /** Adds settings to all git folders of the session, before it starts. */
  void configure(Map<String, String> settings) throws IOException {
    if (git != null) {
      git.configure(settings);
    }
  }

  /** Returns the addresses of all remotes. */
  List<Remote> remotes() {
    return git == null ? List.of() : git.remotes();
  }

  /** Begins to land what the session commits. */
  void start() {
    if (git != null) {
      git.start();
    }
  }

  /** Lands the rest, and tells. */
  void finish(SessionReport report) {
    if (git == null) {
      return;
    }
    LandingReport landing = git.finish();
    for (String what : landing.landed()) {
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      fields.put("what", what);
      report.write("git-landed", fields);
    }
    landing.told().forEach(what -> notices.notice("git: " + Text.printable(what)));
  }

  @Override
  public void close() {
    if (git != null) {
      git.close();
    }
  }

  private static Optional<Path> pointedFolder(Caller caller, Path project) {
    return LinkedWorktree.gitFolder(project)
        .or(() -> PointedFolder.of(project, caller.environment()));
  }

  private static void landLeftovers(
      PaddockFolders folders, List<Repository> repositories, Notices notices) throws IOException {
    List<Path> directories = repositories.stream().map(Repository::directory).toList();
    LandingReport left =
        new Leftovers(folders.git())
            .landOfKilled(host -> directories.stream().anyMatch(host::startsWith));
    left.landed()
        .forEach(
            what -> notices.notice("landed of a session that was killed: " + Text.printable(what)));
    left.told().forEach(what -> notices.notice("git: " + Text.printable(what)));
  }

  private static boolean lands(Profile profile) {
    return profile.git().land().map(Sourced::value).orElse(Landing.ASK) == Landing.AUTO;
  }
}
