package dev.paddock.session;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import dev.paddock.linux.LinuxException;
import dev.paddock.sandbox.SandboxRequest;
import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.workspace.GuardedSession;
import dev.paddock.workspace.Identity;
import dev.paddock.workspace.LinkTarget;
import dev.paddock.workspace.Protected;
import dev.paddock.workspace.Protection;
import dev.paddock.workspace.QuarantineReport;
import dev.paddock.workspace.WorkspaceException;
import dev.paddock.workspace.WorkspaceGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every folder that a session may write, guarded against what would later run outside. */
final class Guards {
  private final Map<Path, GuardedSession> sessions = new LinkedHashMap<>();
  private final Map<Path, Path> replaced = new HashMap<>();

  /**
   * Guards the folders.
   *
   * @param writable none lies in another
   * @param lifted relative to the project
   */
  static Guards open(
      List<Path> writable,
      Path project,
      Path state,
      HiddenPaths hidden,
      Lifted lifted,
      Notices notices) {
    Guards guards = new Guards();
    WorkspaceGuard guard = new WorkspaceGuard(state, Clock.systemUTC());
    for (Path folder : writable) {
      if (Files.isDirectory(folder)) {
        String prefix = folder + "/";
        boolean inProject = folder.startsWith(project);
        String below = inProject ? relative(project, folder) : "";
        GuardedSession session =
            guard.open(
                folder,
                (path, directory) -> hidden.matches(prefix + path, directory),
                (path, directory) -> inProject && lifted.matches(below + path, directory),
                (done, total) ->
                    notices.progress("giving hard-linked files a copy of their own", done, total));
        guards.sessions.put(folder, session);
        guards.tellOfOpening(folder, session, notices);
      }
    }
    return guards;
  }

  /** The write protection that the profile lifts. */
  @FunctionalInterface
  interface Lifted {
    boolean matches(String projectRelative, boolean directory);
  }

  /**
   * Returns what has to be mounted over parts of a folder.
   *
   * @param folder one of those that are guarded; others have nothing to be covered
   * @throws SessionException if a link makes the whole folder something that runs outside
   */
  List<Cover> covers(Path folder) throws SessionException {
    GuardedSession session = sessions.get(folder);
    List<Cover> covers = new ArrayList<>();
    if (session == null) {
      return covers;
    }
    for (Protected path : session.inventory().readOnly()) {
      switch (path.target()) {
        case LinkTarget.NoLink() -> covers.add(cover(folder, path));
        case LinkTarget.Inside(String target, var _, boolean _) when target.isEmpty() ->
            throw new SessionException(
                Text.printable(folder + "/" + path.path())
                    + " is a link to the project itself, where all would run outside",
                "Remove that link");
        case LinkTarget.Inside(String target, var identity, boolean _) ->
            covers.add(new Cover.Seal(target, identity(identity)));
        case LinkTarget.Outside _, LinkTarget.Nowhere _, LinkTarget.Unreadable _ -> {
          // Nothing inside to protect; a link that is replaced is taken when the session ends.
        }
      }
    }
    session.inventory().writableAgain().forEach(path -> covers.add(new Cover.Reopen(path)));
    return covers;
  }

  /**
   * Returns the git folders among what is protected, which a session can be given copies of; those
   * below dependencies are many and nobody works in them.
   *
   * @param most the rest stays read-only
   */
  List<Path> gitFolders(int most) {
    List<Path> folders = new ArrayList<>();
    sessions.forEach(
        (folder, session) ->
            session.inventory().readOnly().stream()
                .filter(path -> path.protection() == Protection.GIT_FOLDER)
                .filter(path -> path.kind() == Kind.DIRECTORY)
                .filter(path -> FileNames.isPlain(path.path()))
                .filter(path -> !("/" + path.path()).contains("/node_modules/"))
                .map(path -> folder.resolve(path.path()))
                .sorted(Comparator.comparingInt(Path::getNameCount))
                .forEach(folders::add));
    return folders.stream().limit(most).toList();
  }

  /** Lets another folder stand in the place of one that is protected. */
  void replace(Path directory, Path copy) {
    replaced.put(directory, copy);
  }

  private Cover cover(Path folder, Protected path) throws SessionException {
    Path copy = FileNames.isPlain(path.path()) ? replaced.get(folder.resolve(path.path())) : null;
    if (copy == null) {
      return new Cover.Seal(path.path(), identity(path.identity()));
    }
    try {
      FileStatus status = FileStatus.of(copy.toString());
      return new Cover.Bind(
          path.path(),
          copy.toString(),
          new SandboxRequest.Identity(status.device(), status.inode()));
    } catch (LinuxException e) {
      throw new SessionException(copy + " is gone: " + e.getMessage());
    }
  }

  private static SandboxRequest.Identity identity(Identity identity) {
    return new SandboxRequest.Identity(identity.device(), identity.inode());
  }

  /**
   * Returns the session's name, that of its first folder's guard; "read-only" if it may write none.
   */
  String sessionId() {
    return sessions.values().stream().findFirst().map(GuardedSession::id).orElse("read-only");
  }

  /** Returns what is masked in a folder: absolute paths. */
  List<Place> hidden(Path folder) {
    GuardedSession session = sessions.get(folder);
    return session == null
        ? List.of()
        : session.inventory().hidden().stream()
            .map(path -> new Place(folder + "/" + path.path(), path.directory()))
            .toList();
  }

  /** Takes into quarantine what the session left; nothing of it runs any more. */
  void close(Notices notices) {
    for (GuardedSession session : sessions.values()) {
      try {
        tell(session.close(), notices);
      } catch (WorkspaceException e) {
        notices.error(String.valueOf(e.getMessage()));
      }
    }
  }

  private void tellOfOpening(Path folder, GuardedSession session, Notices notices) {
    for (QuarantineReport swept : session.swept()) {
      notices.error("an earlier session in " + folder + " was killed");
      tell(swept, notices);
    }
    if (session.separated() > 0) {
      notices.notice(
          session.separated()
              + " files in "
              + folder
              + " were shared by hard link with a place outside; each has its own copy now");
    }
  }

  private static void tell(QuarantineReport report, Notices notices) {
    if (!report.taken().isEmpty()) {
      notices.error(
          "taken into quarantine, because it would run outside the sandbox later ("
              + report.project()
              + "):");
      report
          .taken()
          .forEach(
              taken ->
                  notices.line("  " + Text.printable(taken.path() + "  (" + taken.reason() + ")")));
      notices.line(
          "  Look at it, and give it back with: paddock quarantine restore " + report.session());
    }
    report.findings().forEach(finding -> notices.error(Text.printable(finding.toString())));
  }

  private static String relative(Path project, Path folder) {
    String relative = project.relativize(folder).toString();
    return relative.isEmpty() ? "" : relative + "/";
  }
}
