package dev.paddock.session;

import dev.paddock.linux.FileNames;
import dev.paddock.profile.Limits;
import dev.paddock.profile.Profile;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.Mount;
import dev.paddock.sandbox.SandboxPlan;
import dev.paddock.sandbox.SandboxPlanner;
import dev.paddock.sandbox.SandboxRequest;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.sandbox.SandboxRequest.SandboxLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings everything that a session is granted, and everything that is kept from it, into one
 * request for a sandbox.
 */
final class Planning {
  private static final int DEFAULT_PROCESSES = 4096;

  private final Caller caller;
  private final Launcher launcher;
  private final PaddockFolders folders;
  private final List<String> command;
  private final Profile profile;

  Planning(
      Caller caller,
      Launcher launcher,
      PaddockFolders folders,
      List<String> command,
      Profile profile) {
    this.caller = caller;
    this.launcher = launcher;
    this.folders = folders;
    this.command = command;
    this.profile = profile;
  }

  /**
   * The limits in force.
   *
   * @throws IOException if the machine's memory can't be told
   */
  static SandboxLimits limits(Limits limits) throws IOException {
    MachineMemory memory = MachineView.memory();
    return new SandboxLimits(
        limits.memoryBytes().map(Sourced::value).orElse(memory.perProcess()),
        limits.processes().map(Sourced::value).orElse(DEFAULT_PROCESSES),
        limits.scratchBytes().map(Sourced::value).orElse(memory.scratch()));
  }

  /**
   * Folders of Paddock's own that are there inside, read-only: the installed copy, from which hooks
   * start.
   */
  static List<Path> ownFolders(PaddockFolders folders) {
    return List.of(folders.data().resolve("versions"), folders.data().resolve("checkouts"));
  }

  SandboxPlan plan(Grants grants, Guards guards) throws IOException, SessionException {
    List<String> readOnly = new ArrayList<>(guards.readOnly());
    launcherIn(grants.writable()).forEach(script -> readOnly.add(script.toString()));
    List<Place> hidden = new ArrayList<>(grants.hidden());
    for (Place place : guards.hidden()) {
      masked(place, grants).ifPresent(hidden::add);
    }
    List<String> writable = new ArrayList<>(grants.writable());
    writable.addAll(guards.writableAgain());
    List<Mount> system = new ArrayList<>(MachineView.folders().mounts());
    system.addAll(grants.links());
    return SandboxPlanner.plan(
        new SandboxRequest(
            bubblewrap().toString(),
            folders.stage().toString(),
            caller.uid(),
            caller.gid(),
            caller.home().toString(),
            caller.workingDirectory().toString(),
            system,
            MachineView.folders().denied(),
            grants.readable(),
            grants.copies(),
            writable,
            grants.states(),
            grants.files(),
            readOnly,
            hidden,
            InsideEnvironment.of(caller, profile.environment(), guards.sessionId()),
            command,
            caller.terminals(),
            limits(profile.limits())));
  }

  /**
   * What has to be covered for a path to be hidden: behind a link the target, if it is there inside
   * at all; a mount can't be made on a link itself.
   */
  private static Optional<Place> masked(Place place, Grants grants) throws IOException {
    if (!FileNames.isPlain(place.path()) || !Files.isSymbolicLink(Path.of(place.path()))) {
      return Optional.of(place);
    }
    Path link = Path.of(place.path());
    if (!Files.exists(link)) {
      return Optional.empty();
    }
    Path target = link.toRealPath();
    return grants.gives(target)
        ? Optional.of(new Place(target.toString(), Files.isDirectory(target)))
        : Optional.empty();
  }

  /** The launcher that started this session must not be changed by it. */
  private List<Path> launcherIn(List<String> writable) {
    return launcher.root().stream()
        .map(root -> root.resolve("paddock"))
        .filter(script -> writable.stream().anyMatch(script::startsWith))
        .filter(Files::exists)
        .toList();
  }

  private static Path bubblewrap() throws SessionException {
    return Programs.find("bwrap")
        .orElseThrow(
            () ->
                new SessionException(
                    "bubblewrap is missing",
                    "Install it with your system's package manager; its package is called bubblewrap"));
  }
}
