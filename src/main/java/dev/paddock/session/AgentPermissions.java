package dev.paddock.session;

import dev.paddock.permissions.Imported;
import dev.paddock.permissions.ImportedLine;
import dev.paddock.permissions.Outcome;
import dev.paddock.permissions.PermissionProblem;
import dev.paddock.permissions.PermissionSources;
import dev.paddock.permissions.Permissions;
import dev.paddock.permissions.Wall;
import dev.paddock.profile.DomainPattern;
import dev.paddock.profile.LoadedProfile;
import dev.paddock.profile.Notice;
import dev.paddock.profile.Origin;
import dev.paddock.profile.PathPattern;
import dev.paddock.profile.PermissionRules;
import dev.paddock.profile.Printable;
import dev.paddock.profile.Problem;
import dev.paddock.profile.Profile;
import dev.paddock.profile.ProfileException;
import dev.paddock.profile.Sourced;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The permission rules of the agents on this machine, and the profile with the walls they become.
 */
public final class AgentPermissions {
  private static final Path ETC = Path.of("/etc");

  private AgentPermissions() {}

  /** Returns where the rules are that count for the folder the caller is in. */
  public static PermissionSources sources(Caller caller) throws SessionException {
    return sources(caller, Profiles.project(caller));
  }

  /** Reads the rules, if the profile says so. */
  static Imported read(Caller caller, Path project, Profile profile) {
    return profile.permissions().areRead()
        ? Permissions.read(sources(caller, project))
        : Imported.NOTHING;
  }

  /**
   * Reads the rules of the profile's own.
   *
   * @throws ProfileException if one can't be enforced
   */
  static Imported own(Profile profile) throws ProfileException {
    Imported own = Permissions.ofProfile(profile.permissions().allow());
    List<Problem> problems = own.lines().stream().flatMap(line -> problem(line).stream()).toList();
    if (!problems.isEmpty()) {
      throw new ProfileException(problems);
    }
    return own;
  }

  private static Optional<Problem> problem(ImportedLine line) {
    return switch (line.outcome()) {
      case Outcome.NotEnforced(String reason) ->
          Optional.of(
              new Problem(
                  line.origin().file().file().toString(),
                  line.origin().line(),
                  1,
                  "permissions.allow: " + Printable.quote(line.origin().text()) + ": " + reason,
                  "Write a rule for one program, as in \"Bash(npm publish --dry-run)\""));
      case Outcome.Gated _, Outcome.Walled _ -> Optional.empty();
    };
  }

  /** Returns the profile with the walls, and with what can't be understood among its notices. */
  static LoadedProfile add(LoadedProfile loaded, Imported imported) {
    List<Sourced<PathPattern>> hidden = new ArrayList<>();
    List<Sourced<PathPattern>> readOnly = new ArrayList<>();
    List<Sourced<DomainPattern>> closed = new ArrayList<>();
    for (Imported.Sourced sourced : imported.walls()) {
      Origin origin = sourced.origin().origin();
      switch (sourced.wall()) {
        case Wall.Hidden(PathPattern pattern) -> add(pattern, origin, hidden);
        case Wall.ReadOnly(PathPattern pattern) -> add(pattern, origin, readOnly);
        case Wall.Closed(DomainPattern pattern) -> closed.add(new Sourced<>(pattern, origin));
      }
    }
    Profile profile = loaded.profile();
    Profile walled =
        profile.with(
            new PermissionRules(
                profile.permissions().imports(),
                profile.permissions().allow(),
                hidden,
                readOnly,
                closed));
    List<Notice> notices = new ArrayList<>(loaded.notices());
    imported.problems().stream().map(AgentPermissions::notice).forEach(notices::add);
    allowedButClosed(walled).forEach(notices::add);
    return new LoadedProfile(walled, notices, loaded.layers());
  }

  private static PermissionSources sources(Caller caller, Path project) {
    return PermissionSources.find(
        caller.home(), project, caller.workingDirectory(), ETC, caller.environment());
  }

  /** Adds a pattern, and the same where the links in it lead. */
  private static void add(PathPattern pattern, Origin origin, List<Sourced<PathPattern>> patterns) {
    patterns.add(new Sourced<>(pattern, origin));
    Permissions.real(pattern).ifPresent(real -> patterns.add(new Sourced<>(real, origin)));
  }

  private static Notice notice(PermissionProblem problem) {
    return new Notice(
        problem.origin(),
        problem.message(),
        "What else was understood of the file holds; `paddock rules import` shows it");
  }

  private static List<Notice> allowedButClosed(Profile profile) {
    return Stream.concat(
            profile.network().allow().stream().map(entry -> entry.value().host()),
            profile.network().hosts().stream().map(entry -> entry.value().host()))
        .distinct()
        .flatMap(
            host ->
                profile.permissions().closing(host).stream()
                    .map(
                        wall ->
                            new Notice(
                                wall.origin(),
                                host
                                    + " is allowed by the profile and denied here, so it is closed",
                                "Remove one of both")))
        .toList();
  }
}
