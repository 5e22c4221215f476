package dev.paddock.session;

import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.workspace.GuardedSession;
import dev.paddock.workspace.Inventory;
import dev.paddock.workspace.LinkTarget;
import dev.paddock.workspace.Protected;
import dev.paddock.workspace.QuarantineReport;
import dev.paddock.workspace.WorkspaceException;
import dev.paddock.workspace.WorkspaceGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every folder that a session may write, guarded against what would later run outside. */
final class Guards {
  private final Map<Path, GuardedSession> sessions = new LinkedHashMap<>();

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
   * Returns what is mounted read-only inside: absolute paths.
   *
   * @throws SessionException if a link makes the whole folder something that runs outside
   */
  List<String> readOnly() throws SessionException {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<Path, GuardedSession> entry : sessions.entrySet()) {
      String folder = entry.getKey() + "/";
      for (Protected path : entry.getValue().inventory().readOnly()) {
        switch (path.target()) {
          case LinkTarget.NoLink() -> paths.add(folder + path.path());
          case LinkTarget.Inside(String target, var _, boolean _) when target.isEmpty() ->
              throw new SessionException(
                  folder
                      + path.path()
                      + " is a link to the project itself, where all would run outside",
                  "Remove that link");
          case LinkTarget.Inside(String target, var _, boolean _) -> paths.add(folder + target);
          case LinkTarget.Outside _, LinkTarget.Nowhere _, LinkTarget.Unreadable _ -> {
            // Nothing inside to protect; a link that is replaced is taken when the session ends.
          }
        }
      }
    }
    return paths;
  }

  /**
   * Returns the session's name, that of its first folder's guard; "read-only" if it may write none.
   */
  String sessionId() {
    return sessions.values().stream().findFirst().map(GuardedSession::id).orElse("read-only");
  }

  /** Returns what stays writable below something read-only: absolute paths. */
  List<String> writableAgain() {
    List<String> paths = new ArrayList<>();
    sessions.forEach(
        (folder, session) ->
            session.inventory().writableAgain().forEach(path -> paths.add(folder + "/" + path)));
    return paths;
  }

  /** Returns what is masked. */
  List<Place> hidden() {
    List<Place> places = new ArrayList<>();
    sessions.forEach(
        (folder, session) -> {
          for (Inventory.HiddenPath path : session.inventory().hidden()) {
            places.add(new Place(folder + "/" + path.path(), path.directory()));
          }
        });
    return places;
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
              taken -> notices.line("  " + printable(taken.path()) + "  (" + taken.reason() + ")"));
      notices.line(
          "  Look at it, and give it back with: paddock quarantine restore " + report.session());
    }
    report.findings().forEach(finding -> notices.error(printable(finding.toString())));
  }

  /** A file's name must not be able to write to the terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .map(
            point ->
                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                    ? '?'
                    : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String relative(Path project, Path folder) {
    String relative = project.relativize(folder).toString();
    return relative.isEmpty() ? "" : relative + "/";
  }
}
