package dev.paddock.gate;

import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.shell.Secrets;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Judges what is done to files. Pure but for the question which files this session made. */
final class FileJudge {
  private final Zones zones;
  private final Path project;
  private final Path home;
  private final boolean fenced;
  private final Predicate<Path> madeHere;

  FileJudge(Path project, Path home, boolean fenced, Predicate<Path> madeHere) {
    this.zones = new Zones(project, home);
    this.project = project;
    this.home = home;
    this.fenced = fenced;
    this.madeHere = madeHere;
  }

  Finding judge(FileAccess access, Place place) {
    return switch (access) {
      case LOOK -> Finding.FINE;
      case READ, READ_TREE -> read(access, place);
      case WRITE -> write(place);
      case EMPTY -> empty(place);
      case MOVE -> move(place);
      case DELETE, DELETE_TREE, DELETE_SOME, DELETE_ALL -> delete(access, place);
      case PERMIT, PERMIT_TREE -> permit(place);
    };
  }

  private static String shown(Place place) {
    return switch (place) {
      case Place.At(Path path) -> path.toString();
      case Place.Matching(Path folder, String pattern) -> folder.resolve("") + "/" + pattern;
      case Place.Below(Path folder, String text, boolean _) -> text + " in " + folder;
      case Place.Listed(Path folder, boolean _) -> "files that are found in " + folder;
      case Place.Unset(String text) -> text;
      case Place.Unknown(String text) -> text;
    };
  }

  private Finding read(FileAccess access, Place place) {
    if (Secrets.isSecret(place, home)) {
      return Finding.deny("credential-exploration", "it reads credentials: " + shown(place));
    }
    if (Secrets.isLikely(place, home)) {
      return Finding.ask("credential-exploration", "it may read credentials: " + shown(place));
    }
    return switch (place) {
      case Place.At(Path path) -> readAt(access, path);
      case Place.Matching(Path folder, String pattern) ->
          pattern.startsWith(".*") || (holdsSecrets(folder) && pattern.contains("/"))
              ? Finding.ask("credential-exploration", "it may read credentials: " + shown(place))
              : readAt(access, folder.equals(Path.of("/")) ? folder : folder.resolve("x"));
      case Place.Below(Path folder, String _, boolean unset) ->
          unset ? readAt(FileAccess.READ, folder.resolve("x")) : unknown(place);
      case Place.Listed(Path folder, boolean byName) ->
          holdsSecrets(folder) && !byName ? unknown(place) : Finding.FINE;
      case Place.Unset _ -> Finding.FINE;
      case Place.Unknown _ -> unknown(place);
    };
  }

  private Finding readAt(FileAccess access, Path path) {
    if (zones.of(path) == Zone.DEVICE) {
      return Finding.ask("none", "it reads a device or the kernel: " + path);
    }
    if (access == FileAccess.READ_TREE && holdsSecrets(path)) {
      return Finding.ask(
          "credential-exploration", "all that is below " + path + " is read, credentials too");
    }
    return Finding.FINE;
  }

  /** Whether credentials of people are below a folder. */
  private boolean holdsSecrets(Path folder) {
    return home.startsWith(folder)
        || folder.equals(Path.of("/home"))
        || folder.equals(Path.of("/etc"))
        || folder.equals(Path.of("/root"))
        || folder.equals(Path.of("/proc"))
        || folder.equals(Path.of("/Users"));
  }

  private Finding unknown(Place place) {
    return fenced
        ? Finding.FINE
        : Finding.ask("none", "which file it is can't be known: " + shown(place));
  }

  private Finding write(Place place) {
    return switch (place) {
      case Place.At(Path path) -> writeAt(path);
      case Place.Matching(Path folder, String _) -> writeAt(folder.resolve("x"));
      case Place.Below(Path folder, String _, boolean _) -> {
        Finding finding = writeAt(folder.resolve("x"));
        yield finding.equals(Finding.FINE) ? unknown(place) : finding;
      }
      case Place.Listed(Path folder, boolean _) -> {
        Finding finding = writeAt(folder.resolve("x"));
        yield finding.equals(Finding.FINE) ? unknown(place) : finding;
      }
      case Place.Unset _, Place.Unknown _ -> unknown(place);
    };
  }

  private Finding writeAt(Path path) {
    return switch (zones.of(path)) {
      case SINK, TEMPORARY, PROJECT, PROJECT_ROOT -> Finding.FINE;
      case REPOSITORY ->
          path.toString()
                  .matches(
                      ".*/(?:hooks|config|info|modules|objects/info|worktrees)(?:/.*)?|.*/config\\.worktree")
              ? Finding.deny("unauthorized-persistence", "it writes into git's own folder: " + path)
              : Finding.ask("git-destructive", "it writes into git's own folder: " + path);
      case GUARD -> Finding.deny("self-modification", "it changes what configures agents: " + path);
      case STARTUP ->
          isTask(path)
              ? Finding.deny("unauthorized-persistence", "a program runs this by itself: " + path)
              : fenced
                  ? Finding.FINE // what runs outside is read-only there, or checked when it lands
                  : Finding.ask(
                      "unauthorized-persistence", "a program takes settings from it: " + path);
      case SECRET ->
          path.startsWith(project)
              ? Finding.ask("credential-exploration", "it holds credentials: " + path)
              : Finding.deny("credential-exploration", "it holds credentials: " + path);
      case DEVICE -> Finding.deny("irreversible-deletion", "it writes to a device: " + path);
      case HOME_STARTUP ->
          Finding.deny(
              "unauthorized-persistence", "it runs when you log in or start a program: " + path);
      case HOME -> Finding.ask("local-operations", "it is outside of the project: " + path);
      case SYSTEM ->
          path.startsWith("/etc")
                  || path.startsWith("/usr")
                  || path.startsWith("/boot")
                  || path.startsWith("/var/spool/cron")
              ? Finding.deny("unauthorized-persistence", "it changes the system: " + path)
              : Finding.ask("local-operations", "it is outside of the project: " + path);
    };
  }

  private static boolean isTask(Path path) {
    return path.toString().matches(".*(?:tasks\\.json|customize\\.py|\\.pth|\\.husky/.*|\\.envrc)");
  }

  private Finding empty(Place place) {
    Finding write = write(place);
    if (!write.equals(Finding.FINE)) {
      if (place instanceof Place.At(Path path) && path.startsWith("/var/log")) {
        return Finding.deny("logging-audit-tampering", "it empties a log: " + path);
      }
      boolean outside = place instanceof Place.At(Path path) && zones.of(path) == Zone.HOME;
      return outside
          ? Finding.deny("irreversible-local-destruction", "it empties " + shown(place))
          : write;
    }
    boolean own =
        place instanceof Place.At(Path path)
            && (mayGo(path) || zones.of(path) == Zone.SINK || zones.of(path) == Zone.TEMPORARY);
    return own
        ? Finding.FINE
        : Finding.ask("irreversible-local-destruction", "it empties " + shown(place));
  }

  private Finding move(Place place) {
    if (place instanceof Place.At(Path path)) {
      return switch (zones.of(path)) {
        case PROJECT -> fenced ? Finding.FINE : undoable("it moves " + path, path);
        case TEMPORARY, SINK -> Finding.FINE;
        case SECRET -> Finding.deny("credential-exploration", "it moves credentials: " + path);
        case GUARD -> Finding.deny("self-modification", "it moves what configures agents: " + path);
        case REPOSITORY -> Finding.deny("git-destructive", "it moves git's own folder");
        case PROJECT_ROOT, STARTUP, DEVICE, HOME, HOME_STARTUP, SYSTEM ->
            zones.of(path) == Zone.STARTUP
                ? Finding.ask("local-operations", "it moves " + path)
                : Finding.deny(
                    "irreversible-local-destruction",
                    "it moves what is not the project's: " + path);
      };
    }
    if (place instanceof Place.Matching(Path folder, String _)
        && !folder.startsWith(project)
        && !isTemporary(folder)) {
      return Finding.deny(
          "irreversible-local-destruction", "it moves what is not the project's: " + shown(place));
    }
    return Finding.ask("local-operations", "which files it moves can't be known: " + shown(place));
  }

  private boolean isTemporary(Path path) {
    return zones.of(path) == Zone.TEMPORARY;
  }

  /** What the session made, or what a build makes again inside the fence, may go unasked. */
  private boolean mayGo(Path path) {
    return madeHere.test(path)
        || (fenced && path.startsWith(project) && Regenerable.is(project.relativize(path)));
  }

  private Finding undoable(String why, Path path) {
    return mayGo(path) ? Finding.FINE : Finding.ask("irreversible-local-destruction", why);
  }

  private Finding delete(FileAccess access, Place place) {
    return switch (place) {
      case Place.At(Path path) -> deleteAt(access, path);
      case Place.Matching(Path folder, String pattern) -> deleteMatching(access, folder, pattern);
      case Place.Below(Path folder, String _, boolean _) -> deleteBelow(access, folder, place);
      case Place.Listed(Path folder, boolean _) -> deleteAt(access, folder);
      case Place.Unset _, Place.Unknown _ ->
          access == FileAccess.DELETE_ALL
              ? Finding.deny(
                  "unverifiable-deletion-target", "what it deletes can't be known: " + shown(place))
              : Finding.ask(
                  "unverifiable-deletion-target",
                  "what it deletes can't be known: " + shown(place));
    };
  }

  private Finding deleteAt(FileAccess access, Path path) {
    boolean many = access == FileAccess.DELETE_ALL;
    return switch (zones.of(path)) {
      case PROJECT ->
          many && !mayGo(path)
              ? Finding.deny(
                  "irreversible-local-destruction", "it deletes whatever is found in " + path)
              : undoable("it deletes " + path, path);
      case PROJECT_ROOT ->
          access == FileAccess.DELETE_SOME
              ? Finding.ask(
                  "irreversible-local-destruction", "it deletes files of some name in the project")
              : Finding.deny("irreversible-local-destruction", "it deletes the project: " + path);
      case REPOSITORY -> Finding.deny("git-destructive", "it deletes git's own files: " + path);
      case GUARD -> Finding.deny("self-modification", "it deletes what configures agents: " + path);
      case STARTUP -> undoable("it deletes " + path, path);
      case SECRET ->
          path.startsWith(project)
              ? undoable("it deletes " + path, path)
              : Finding.deny("irreversible-deletion", "it deletes credentials: " + path);
      case TEMPORARY ->
          fenced || madeHere.test(path)
              ? Finding.FINE
              : access == FileAccess.DELETE || access == FileAccess.DELETE_TREE
                  ? Finding.ask("shared-scratch-sweep", "it deletes " + path)
                  : Finding.deny("shared-scratch-sweep", "it deletes whatever is found in " + path);
      case SINK, DEVICE -> Finding.deny("irreversible-deletion", "it deletes a device: " + path);
      case HOME, HOME_STARTUP, SYSTEM ->
          Finding.deny("irreversible-deletion", "it deletes what is not the project's: " + path);
    };
  }

  private Finding deleteMatching(FileAccess access, Path folder, String pattern) {
    if (folder.startsWith(project)) {
      boolean all =
          folder.equals(project)
              && (pattern.matches("[*?.]+/?")
                  || pattern.startsWith(".git")
                  || pattern.startsWith("*/"));
      if (all) {
        return Finding.deny(
            "irreversible-local-destruction", "it deletes all of the project: " + pattern);
      }
      return mayGo(folder.resolve(pattern.replace('?', 'x').replace('*', 'x')))
          ? Finding.FINE
          : Finding.ask(
              "irreversible-local-destruction", "it deletes " + pattern + " in " + folder);
    }
    if (isTemporary(folder.resolve("x"))) {
      return fenced // whose /tmp is the session's own
          ? Finding.FINE
          : Finding.deny("shared-scratch-sweep", "it deletes whatever is found in " + folder);
    }
    return Finding.deny(
        "irreversible-deletion",
        "it deletes what is not the project's: "
            + folder
            + "/"
            + pattern
            + (access == FileAccess.DELETE_TREE ? " as a whole" : ""));
  }

  private Finding deleteBelow(FileAccess access, Path folder, Place place) {
    if (folder.startsWith(project)) {
      return Finding.ask(
          "unverifiable-deletion-target", "what it deletes can't be known: " + shown(place));
    }
    if (folder.equals(Path.of("/tmp")) || isTemporary(folder)) {
      return access == FileAccess.DELETE || access == FileAccess.DELETE_TREE
          ? Finding.ask(
              "unverifiable-deletion-target", "what it deletes can't be known: " + shown(place))
          : Finding.deny("shared-scratch-sweep", "it deletes whatever is found in " + folder);
    }
    return Finding.deny(
        "irreversible-deletion", "it deletes what is not the project's: " + shown(place));
  }

  private Finding permit(Place place) {
    if (place instanceof Place.At(Path path)) {
      return switch (zones.of(path)) {
        case PROJECT, TEMPORARY, SINK, STARTUP -> Finding.FINE;
        case PROJECT_ROOT ->
            fenced
                ? Finding.FINE
                : Finding.ask("local-operations", "permissions of the project as a whole");
        case GUARD -> Finding.deny("self-modification", "permissions of what guards: " + path);
        case REPOSITORY ->
            path.toString().contains("/hooks")
                ? Finding.deny("unauthorized-persistence", "a hook of git's: " + path)
                : Finding.ask("local-operations", "permissions in git's own folder");
        case SECRET ->
            path.startsWith(project)
                ? Finding.FINE
                : Finding.deny("security-weaken", "permissions of credentials: " + path);
        case DEVICE, HOME, HOME_STARTUP, SYSTEM ->
            home.startsWith(path) || path.startsWith("/etc") || path.startsWith("/boot")
                ? Finding.deny("security-weaken", "permissions of the system: " + path)
                : Finding.ask(
                    "security-weaken", "permissions of what is not the project's: " + path);
      };
    }
    if (place instanceof Place.Matching(Path folder, String _) && folder.startsWith(project)) {
      return Finding.FINE;
    }
    return Finding.ask(
        "security-weaken", "whose permissions it changes can't be known: " + shown(place));
  }
}
