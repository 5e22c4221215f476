package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.sandbox.SandboxRequest.Bound;
import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.sandbox.SandboxRequest.WritableTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the plan of any request, however its grants lie in each other. */
class SandboxPlannerPropertyTest {
  private static final String[] NAMES = {"a", "b", "a-b", "a.b", "ab", ".git", "é", "\uDCFFx"};
  private static final Set<String> ALWAYS =
      Set.of(
          "/dev",
          "/proc",
          "/tmp",
          "/var/tmp",
          "/run",
          "/var/run",
          "/dev/shm",
          "/dev/pts",
          Requests.HOME);

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyRequestHasASoundPlan(int seed) {
    SandboxRequest request = request(new Random(seed)).build();
    SandboxPlan plan = SandboxPlanner.plan(request);
    parentsComeFirst(plan);
    nothingIsMountedThatWasNotAskedFor(request, plan);
    nothingOfTheHostIsWritableThatWasNotAskedFor(request, plan);
    whatIsMaskedStaysMasked(request.hidden(), "empty", plan);
    List<Place> denied = new ArrayList<>(request.denied());
    denied.removeIf(
        place -> request.hidden().stream().anyMatch(h -> h.path().equals(place.path())));
    whatIsMaskedStaysMasked(denied, "denied", plan);
    whatIsProtectedStaysProtected(request, plan);
    directoriesAreMadeBeforeWhatIsInThem(plan);
  }

  private static void parentsComeFirst(SandboxPlan plan) {
    List<String> targets = plan.mounts().stream().map(Mount::target).toList();
    for (int i = 0; i < targets.size(); i++) {
      String inner = targets.get(i);
      assertThat(targets.subList(i, targets.size()))
          .as("after %s", inner)
          .noneMatch(later -> inner.startsWith(later + "/"));
    }
  }

  private static void nothingIsMountedThatWasNotAskedFor(SandboxRequest request, SandboxPlan plan) {
    Set<String> asked = new HashSet<>(ALWAYS);
    request.system().forEach(mount -> asked.add(mount.target()));
    for (List<Bound> bounds : List.of(request.readable(), request.copies(), request.states())) {
      bounds.forEach(bound -> asked.add(bound.target()));
    }
    request.layered().forEach(layered -> asked.add(layered.directory()));
    request.writable().forEach(tree -> asked.add(tree.path()));
    request.denied().forEach(place -> asked.add(place.path()));
    request.hidden().forEach(place -> asked.add(place.path()));
    request.files().stream().filter(InsideFile::fixed).forEach(file -> asked.add(file.path()));
    assertThat(plan.mounts()).allSatisfy(mount -> assertThat(asked).contains(mount.target()));
  }

  private static void nothingOfTheHostIsWritableThatWasNotAskedFor(
      SandboxRequest request, SandboxPlan plan) {
    Set<String> asked = new HashSet<>();
    request.states().forEach(state -> asked.add(state.source()));
    for (Mount mount : plan.mounts()) {
      if (mount instanceof Mount.Writable(String source, String _)
          && !source.startsWith(Requests.STAGE + "/")) {
        assertThat(asked).contains(source);
      }
      if (mount instanceof Mount.Device(String source, String _)) {
        assertThat(source).startsWith(Requests.STAGE + "/");
      }
    }
  }

  private static void whatIsMaskedStaysMasked(List<Place> places, String with, SandboxPlan plan) {
    for (Place place : places) {
      List<Mount> there =
          plan.mounts().stream().filter(mount -> mount.target().equals(place.path())).toList();
      boolean belowAnother = there.isEmpty();
      if (!belowAnother) {
        assertThat(((Mount.ReadOnly) there.getLast()).source())
            .isIn(
                Requests.STAGE + "/" + with + "-file", Requests.STAGE + "/" + with + "-directory");
      }
      if (place.directory()) {
        assertThat(plan.mounts()).noneMatch(mount -> mount.target().startsWith(place.path() + "/"));
      }
    }
  }

  private static void whatIsProtectedStaysProtected(SandboxRequest request, SandboxPlan plan) {
    int index = 0;
    for (WritableTree tree : request.writable()) {
      String staged = Requests.STAGE + "/trees/" + index++;
      for (Cover cover : tree.covers()) {
        assertThat(plan.init().steps())
            .anyMatch(
                step ->
                    step instanceof InitStep.Seal(String in, String path, long _, long _)
                        && in.equals(staged)
                        && path.equals(cover.path()));
      }
    }
  }

  private static void directoriesAreMadeBeforeWhatIsInThem(SandboxPlan plan) {
    Set<String> made = new HashSet<>();
    for (InitStep step : plan.init().steps()) {
      switch (step) {
        case InitStep.MountScratch(String path, long _) -> made.add(path);
        case InitStep.MakeDirectory(String path, int _) -> {
          assertThat(made).contains(parent(path)).doesNotContain(path);
          made.add(path);
        }
        case InitStep.WriteFile(String path, int _, byte[] _) ->
            assertThat(made).contains(parent(path));
        case InitStep.MakeLink(String _, String path) -> assertThat(made).contains(parent(path));
        case InitStep.MountOverlay(String _, String upper, String work, String target) ->
            assertThat(made).contains(upper, work, target);
        case InitStep.MountTerminals(String path) -> assertThat(made).contains(path);
        case InitStep.StageTree(String _, long _, long _, String target) ->
            assertThat(made).contains(target);
        case InitStep.Seal(String tree, String _, long _, long _) ->
            assertThat(made).contains(tree);
        case InitStep.Bind(String tree, String _, String _, long _, long _) ->
            assertThat(made).contains(tree);
        case InitStep.Pin(String tree, String _) -> assertThat(made).contains(tree);
        case InitStep.Mask(String tree, String _, String _) -> assertThat(made).contains(tree);
        case InitStep.RaiseLoopback _, InitStep.Limit _, InitStep.Route _, InitStep.Listen _ -> {}
      }
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static Requests request(Random random) {
    Requests request = new Requests();
    request.system.add(new Mount.ReadOnly("/usr", "/usr"));
    request.system.add(new Mount.Link("usr/bin", "/bin"));
    for (int i = random.nextInt(15); i > 0; i--) {
      String path = path(random);
      switch (random.nextInt(8)) {
        case 0 -> request.readable.add(new Bound("/real" + path, path));
        case 1 -> request.copies.add(new Bound("/real" + path, path));
        case 2 -> request.writable.add(path);
        case 3 -> request.states.add(new Bound("/state" + path, path));
        case 4 -> request.readOnly.add(path);
        case 5 -> request.hidden.add(new Place(path, random.nextBoolean()));
        case 6 -> request.denied.add(new Place(path, random.nextBoolean()));
        default -> request.files.add(new InsideFile(path, 0644, new byte[1], false));
      }
      if (random.nextInt(5) == 0) {
        request.layered.add(
            new Layered(
                "/etc/l" + i, List.of(file("/etc/l" + i, random), file("/etc/l" + i, random))));
      }
      if (random.nextInt(5) == 0) {
        request.files.add(new InsideFile(path(random), 0444, new byte[1], true));
      }
    }
    return request;
  }

  /** Never the same twice in a directory, nor a file where another one has a folder. */
  private static LayeredFile file(String directory, Random random) {
    return new LayeredFile(
        directory + "/a/" + NAMES[random.nextInt(NAMES.length)] + "/" + random.nextLong(),
        new byte[1]);
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder(random.nextBoolean() ? Requests.PROJECT : Requests.HOME);
    for (int depth = 1 + random.nextInt(4); depth > 0; depth--) {
      path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
    }
    return path.toString();
  }
}
