package dev.paddock.session;

import dev.paddock.linux.FileNames;
import dev.paddock.linux.FileStatus;
import dev.paddock.profile.Limits;
import dev.paddock.profile.Profile;
import dev.paddock.profile.Sourced;
import dev.paddock.sandbox.Mount;
import dev.paddock.sandbox.SandboxPlan;
import dev.paddock.sandbox.SandboxPlanner;
import dev.paddock.sandbox.SandboxRequest;
import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.Identity;
import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.sandbox.SandboxRequest.SandboxLimits;
import dev.paddock.sandbox.SandboxRequest.WritableTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final ReadOnlyPaths readOnly;

  Planning(
      Caller caller,
      Launcher launcher,
      PaddockFolders folders,
      List<String> command,
      Profile profile,
      ReadOnlyPaths readOnly) {
    this.caller = caller;
    this.launcher = launcher;
    this.folders = folders;
    this.command = command;
    this.profile = profile;
    this.readOnly = readOnly;
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
        limits.memoryBytes().isPresent(),
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

  SandboxPlan plan(Grants grants, Guards guards, SessionNetwork network, SessionAgents agents)
      throws IOException, SessionException {
    List<WritableTree> trees = new ArrayList<>();
    List<Place> hidden = new ArrayList<>(grants.hidden());
    for (String folder : grants.writable()) {
      trees.add(tree(Path.of(folder), grants, guards, hidden));
    }
    List<Mount> system = new ArrayList<>(MachineView.folders().mounts());
    system.addAll(grants.links());
    List<Layered> layered = new ArrayList<>(network.layered());
    layered.addAll(agents.layered());
    List<InsideFile> files = new ArrayList<>(grants.files());
    files.addAll(network.files());
    return SandboxPlanner.plan(
        new SandboxRequest(
            bubblewrap().toString(),
            folders.stage().toString(),
            agents.isRootInside() ? 0 : caller.uid(),
            agents.isRootInside() ? 0 : caller.gid(),
            caller.home().toString(),
            caller.workingDirectory().toString(),
            system,
            MachineView.folders().denied(),
            grants.readable(),
            grants.copies(),
            trees,
            grants.states(),
            files,
            hidden,
            layered,
            agents.assembled(),
            network.routes(),
            network.listeners(),
            InsideEnvironment.of(
                caller,
                caller.isRoot() || agents.isRootInside(),
                profile.environment(),
                guards.sessionId(),
                variables(grants, network)),
            command,
            caller.terminals(),
            limits(profile.limits())));
  }

  private static Map<String, String> variables(Grants grants, SessionNetwork network) {
    Map<String, String> variables = new LinkedHashMap<>(network.variables());
    variables.putAll(grants.variables());
    return variables;
  }

  /**
   * Masks that lie in the tree become covers of it; those that a link leads elsewhere are added to
   * the others.
   */
  private WritableTree tree(Path folder, Grants grants, Guards guards, List<Place> elsewhere)
      throws IOException, SessionException {
    FileStatus status = FileStatus.of(folder.toString());
    List<Cover> covers = new ArrayList<>(guards.covers(folder));
    for (Place place : guards.hidden(folder)) {
      Optional<Place> masked = masked(place, grants);
      if (masked.isPresent() && masked.get().path().startsWith(folder + "/")) {
        String path = masked.get().path().substring(folder.toString().length() + 1);
        covers.add(new Cover.Mask(path, masked.get().directory()));
      } else {
        masked.ifPresent(elsewhere::add);
      }
    }
    covers.addAll(launcherIn(folder));
    Identity identity = new Identity(status.device(), status.inode());
    return new WritableTree(
        folder.toString(), status.isDirectory(), identity, readOnly.added(folder, covers));
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

  /**
   * The launcher that started this session must not be changed by it, nor another put at its place.
   */
  private List<Cover> launcherIn(Path folder) throws IOException {
    Path script = launcher.root().map(root -> root.resolve("paddock")).orElse(folder);
    if (script.equals(folder) || !script.startsWith(folder) || !Files.exists(script)) {
      return List.of();
    }
    FileStatus status = FileStatus.of(script.toString());
    List<Cover> covers = new ArrayList<>();
    Path path = folder.relativize(script);
    for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
      covers.add(new Cover.Pin(parent.toString()));
    }
    covers.add(new Cover.Seal(path.toString(), new Identity(status.device(), status.inode())));
    return covers;
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
