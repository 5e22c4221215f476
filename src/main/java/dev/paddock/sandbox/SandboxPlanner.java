package dev.paddock.sandbox;

import dev.paddock.linux.ResourceLimit;
import dev.paddock.sandbox.InitStep.Limit;
import dev.paddock.sandbox.InitStep.MakeDirectory;
import dev.paddock.sandbox.InitStep.MountOverlay;
import dev.paddock.sandbox.InitStep.MountScratch;
import dev.paddock.sandbox.InitStep.MountTerminals;
import dev.paddock.sandbox.InitStep.RaiseLoopback;
import dev.paddock.sandbox.InitStep.StageTree;
import dev.paddock.sandbox.InitStep.WriteFile;
import dev.paddock.sandbox.SandboxRequest.Bound;
import dev.paddock.sandbox.SandboxRequest.Identity;
import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import dev.paddock.sandbox.SandboxRequest.Listener;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.sandbox.SandboxRequest.Route;
import dev.paddock.sandbox.SandboxRequest.WritableTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns a {@link SandboxRequest} into the plan for the init stage and bubblewrap. A pure function:
 * it touches nothing.
 *
 * <p>Everything that is private to the session lives on one file system in memory, the stage: /tmp,
 * /run, HOME, the layers of copy-on-write folders. It ends with the mount namespace, so nothing is
 * left behind whoever is killed.
 */
public final class SandboxPlanner {
  /** Directories of the stage that appear inside: name, path inside, mode. */
  private static final List<Scratch> SCRATCH =
      List.of(
          new Scratch("tmp", "/tmp", 01777),
          new Scratch("var-tmp", "/var/tmp", 01777),
          new Scratch("run", "/run", 0755),
          new Scratch("shm", "/dev/shm", 01777));

  private record Scratch(String name, String inside, int mode) {}

  private final SandboxRequest request;
  private final String stage;
  private final List<InitStep> steps = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();

  private SandboxPlanner(SandboxRequest request) {
    this.request = request;
    this.stage = request.stage();
  }

  /** Plans a sandbox. */
  public static SandboxPlan plan(SandboxRequest request) {
    return new SandboxPlanner(request).plan();
  }

  private SandboxPlan plan() {
    steps.add(new MountScratch(stage, request.limits().scratch()));
    network();
    limits();
    base();
    assembled();
    home();
    overlays();
    grants();
    trees();
    terminal();
    protections();
    List<Mount> ordered = ordered();
    Launch launch =
        new Launch(
            request.bubblewrap(),
            BubblewrapOptions.of(request, ordered),
            StartScript.text(request.command(), !request.terminals().isEmpty()),
            request.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList(),
            SeccompFilter.compile(SystemCallTable.read()),
            request.terminals(),
            stage + "/terminals/0");
    return new SandboxPlan(
        new InitPlan(List.copyOf(steps), launch), ordered, stage + "/terminals/ptmx");
  }

  private void network() {
    steps.add(new RaiseLoopback());
    for (Route route : request.routes()) {
      steps.add(new InitStep.Route(route.address(), route.prefix()));
    }
    for (Listener listener : request.listeners()) {
      steps.add(new InitStep.Listen(listener.address(), listener.port(), listener.datagram()));
    }
  }

  private void limits() {
    SandboxRequest.SandboxLimits limits = request.limits();
    if (limits.memoryWall()) {
      steps.add(new Limit(ResourceLimit.of(ResourceLimit.DATA, limits.memoryPerProcess())));
    }
    steps.add(new Limit(ResourceLimit.of(ResourceLimit.PROCESSES, limits.processes())));
  }

  private void base() {
    mounts.addAll(request.system());
    mounts.add(new Mount.Devices("/dev"));
    mounts.add(new Mount.Proc("/proc"));
    for (Scratch scratch : SCRATCH) {
      steps.add(new MakeDirectory(stage + "/" + scratch.name(), scratch.mode()));
      mounts.add(new Mount.Writable(stage + "/" + scratch.name(), scratch.inside()));
    }
    mounts.add(new Mount.Link("/run", "/var/run"));
    steps.add(new WriteFile(stage + "/denied-file", 0, new byte[0]));
    steps.add(new MakeDirectory(stage + "/denied-directory", 0));
    steps.add(new WriteFile(stage + "/empty-file", 0444, new byte[0]));
    steps.add(new MakeDirectory(stage + "/empty-directory", 0555));
  }

  private void home() {
    String home = stage + "/home";
    steps.add(new MakeDirectory(home, 0750));
    mounts.add(new Mount.Writable(home, request.home()));
    steps.add(new MakeDirectory(stage + "/fixed", 0755));
    Set<String> made = new HashSet<>();
    int index = 0;
    for (InsideFile file : request.files()) {
      if (file.fixed()) {
        String fixed = stage + "/fixed/" + index++;
        steps.add(new WriteFile(fixed, file.mode(), file.content()));
        mounts.add(new Mount.ReadOnly(fixed, file.path()));
      } else {
        write(file, made);
      }
    }
  }

  /** Before everything else that is mounted in such a directory, so that the latter stands. */
  private void assembled() {
    int index = 0;
    for (SandboxRequest.Assembled assembled : request.assembled()) {
      String place = stage + "/assembled-" + index++;
      steps.add(new MakeDirectory(place, 0755));
      mounts.add(new Mount.ReadOnly(place, assembled.directory()));
      Set<String> made = new HashSet<>();
      int length = assembled.directory().length();
      for (SandboxRequest.Part part : assembled.parts()) {
        switch (part) {
          case SandboxRequest.Part.OpenDirectory(String path) -> {
            made.add(path.substring(length + 1));
            steps.add(new MakeDirectory(place + path.substring(length), 0755));
          }
          case SandboxRequest.Part.PartDirectory(String path) -> {
            steps.add(new MakeDirectory(place + path.substring(length), 0755));
            mounts.add(new Mount.ReadOnly(path, path));
          }
          case SandboxRequest.Part.PartFile(String path) -> {
            steps.add(new WriteFile(place + path.substring(length), 0444, new byte[0]));
            mounts.add(new Mount.ReadOnly(path, path));
          }
          case SandboxRequest.Part.PartLink(String path, String content) ->
              steps.add(new InitStep.MakeLink(content, place + path.substring(length)));
        }
      }
      for (LayeredFile file : assembled.files()) {
        write(place + "/", file.path().substring(length + 1), 0444, file.content(), made);
      }
    }
  }

  /** An ordinary file in the private HOME, its parents included. */
  private void write(InsideFile file, Set<String> made) {
    if (!file.path().startsWith(request.home() + "/")) {
      throw new IllegalArgumentException(file.path() + " is not below " + request.home());
    }
    String relative = file.path().substring(request.home().length() + 1);
    write(stage + "/home/", relative, file.mode(), file.content(), made);
  }

  private void write(String below, String path, int mode, byte[] content, Set<String> made) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (made.add(path.substring(0, slash))) {
        steps.add(new MakeDirectory(below + path.substring(0, slash), 0755));
      }
    }
    steps.add(new WriteFile(below + path, mode, content));
  }

  private void overlays() {
    steps.add(new MakeDirectory(stage + "/layers", 0755));
    int index = 0;
    for (Bound copy : request.copies()) {
      String merged = overlay(index++, copy.source(), List.of());
      mounts.add(new Mount.Writable(merged, copy.target()));
    }
    for (Layered layered : request.layered()) {
      String merged = overlay(index++, layered.directory(), layered.files());
      mounts.add(new Mount.ReadOnly(merged, layered.directory()));
    }
  }

  /** Files on top must be there before the mount: what changes a layer below it is undefined. */
  private String overlay(int index, String lower, List<LayeredFile> files) {
    String layer = stage + "/layers/" + index;
    for (String name : List.of("", "/upper", "/work", "/merged")) {
      steps.add(new MakeDirectory(layer + name, 0755));
    }
    Set<String> made = new HashSet<>();
    for (LayeredFile file : files) {
      if (!file.path().startsWith(lower + "/")) {
        throw new IllegalArgumentException(file.path() + " is not below " + lower);
      }
      String relative = file.path().substring(lower.length() + 1);
      write(layer + "/upper/", relative, 0444, file.content(), made);
    }
    steps.add(new MountOverlay(lower, layer + "/upper", layer + "/work", layer + "/merged"));
    return layer + "/merged";
  }

  private void grants() {
    for (Bound readable : request.readable()) {
      mounts.add(new Mount.ReadOnly(readable.source(), readable.target()));
    }
    for (Bound state : request.states()) {
      mounts.add(new Mount.Writable(state.source(), state.target()));
    }
  }

  /**
   * Trees are put together on the stage, because only the init stage can mount without looking a
   * path up twice.
   */
  private void trees() {
    steps.add(new MakeDirectory(stage + "/trees", 0755));
    int index = 0;
    for (WritableTree tree : request.writable()) {
      String target = stage + "/trees/" + index++;
      steps.add(
          tree.directory()
              ? new MakeDirectory(target, 0755)
              : new WriteFile(target, 0644, new byte[0]));
      Identity identity = tree.identity();
      steps.add(new StageTree(tree.path(), identity.device(), identity.inode(), target));
      steps.addAll(new TreeCovers(stage, target).steps(tree.covers()));
      mounts.add(new Mount.Writable(target, tree.path()));
    }
  }

  private void terminal() {
    steps.add(new MakeDirectory(stage + "/terminals", 0755));
    steps.add(new MountTerminals(stage + "/terminals"));
    mounts.add(new Mount.Device(stage + "/terminals", "/dev/pts"));
  }

  /** Last among mounts of the same target, so that they win. */
  private void protections() {
    for (Place place : request.denied()) {
      mask(place, "denied");
    }
    for (Place place : request.hidden()) {
      mask(place, "empty");
    }
  }

  private void mask(Place place, String with) {
    String source = stage + "/" + with + (place.directory() ? "-directory" : "-file");
    mounts.add(new Mount.ReadOnly(source, place.path()));
  }

  /**
   * Parents first; nothing is mounted below what is masked, because there is nothing to mount it
   * on.
   */
  private List<Mount> ordered() {
    List<String> masked = new ArrayList<>();
    for (List<Place> places : List.of(request.denied(), request.hidden())) {
      places.stream().filter(Place::directory).forEach(place -> masked.add(place.path() + "/"));
    }
    return mounts.stream()
        .filter(mount -> masked.stream().noneMatch(mount.target()::startsWith))
        .sorted(Comparator.comparing(Mount::target))
        .toList();
  }
}
