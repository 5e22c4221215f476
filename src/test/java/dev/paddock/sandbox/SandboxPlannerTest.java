package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.paddock.linux.ResourceLimit;
import dev.paddock.sandbox.InitStep.Limit;
import dev.paddock.sandbox.InitStep.MakeDirectory;
import dev.paddock.sandbox.InitStep.MountOverlay;
import dev.paddock.sandbox.InitStep.MountScratch;
import dev.paddock.sandbox.InitStep.MountTerminals;
import dev.paddock.sandbox.InitStep.RaiseLoopback;
import dev.paddock.sandbox.InitStep.WriteFile;
import dev.paddock.sandbox.SandboxRequest.Bound;
import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.Identity;
import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import dev.paddock.sandbox.SandboxRequest.Listener;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.sandbox.SandboxRequest.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxPlannerTest {
  private final Requests request = new Requests();

  @Test
  void homeAndTheTemporaryFoldersArePrivate() {
    for (String path : List.of(Requests.HOME, "/tmp", "/var/tmp", "/run", "/dev/shm")) {
      assertThat(last(path))
          .isInstanceOfSatisfying(
              Mount.Writable.class,
              mount -> assertThat(mount.source()).startsWith(Requests.STAGE + "/"));
    }
  }

  @Test
  void devicesAndProcessesAreTheSessionsOwn() {
    assertThat(last("/dev")).isEqualTo(new Mount.Devices("/dev"));
    assertThat(last("/proc")).isEqualTo(new Mount.Proc("/proc"));
  }

  @Test
  void terminalsAreTheSessionsOwn() {
    assertThat(last("/dev/pts"))
        .isEqualTo(new Mount.Device(Requests.STAGE + "/terminals", "/dev/pts"));
    assertThat(request.plan().init().steps())
        .contains(new MountTerminals(Requests.STAGE + "/terminals"));
  }

  @Test
  void parentsComeBeforeWhatIsInThem() {
    request.readable.add(Requests.same(Requests.PROJECT + "/a/b"));
    request.writable.add(Requests.PROJECT + "/a/b/c");
    request.readable.add(Requests.same("/home/u/src"));
    request.readable.add(Requests.same("/home/u/src-other"));
    assertThat(targets().stream().filter(path -> path.startsWith("/home/u")))
        .containsExactly(
            "/home/u",
            "/home/u/src",
            "/home/u/src-other",
            "/home/u/src/project",
            "/home/u/src/project/a/b",
            "/home/u/src/project/a/b/c");
  }

  @Test
  void aWritableTreeIsStagedByItsIdentityAndBoundWhole() {
    String staged = Requests.STAGE + "/trees/0";
    assertThat(request.plan().init().steps())
        .contains(new InitStep.StageTree(Requests.PROJECT, 1, 2, staged));
    assertThat(last(Requests.PROJECT)).isEqualTo(new Mount.Writable(staged, Requests.PROJECT));
  }

  @Test
  void coversOfATreeComeParentsFirstAndTheStrongestLast() {
    request.covers.add(new Cover.Reopen(".claude/worktrees"));
    request.covers.add(new Cover.Seal("a", new Identity(1, 4)));
    request.covers.add(new Cover.Pin("a"));
    request.covers.add(new Cover.Seal(".claude", new Identity(1, 5)));
    String staged = Requests.STAGE + "/trees/0";
    assertThat(request.plan().init().steps())
        .containsSubsequence(
            new InitStep.StageTree(Requests.PROJECT, 1, 2, staged),
            new InitStep.Seal(staged, ".claude", 1, 5),
            new InitStep.Pin(staged, ".claude/worktrees"),
            new InitStep.Pin(staged, "a"),
            new InitStep.Seal(staged, "a", 1, 4));
  }

  @Test
  void whatIsPutInAPlaceCoversItAndAllBelow() {
    request.covers.add(new Cover.Seal(".git/hooks/x", new Identity(1, 6)));
    request.covers.add(new Cover.Bind(".git", "/state/git", new Identity(1, 5)));
    request.covers.add(new Cover.Seal(".gitmodules", new Identity(1, 7)));
    String staged = Requests.STAGE + "/trees/0";
    assertThat(request.plan().init().steps())
        .contains(
            new InitStep.Bind(staged, ".git", "/state/git", 1, 5),
            new InitStep.Seal(staged, ".gitmodules", 1, 7))
        .doesNotContain(new InitStep.Seal(staged, ".git/hooks/x", 1, 6));
  }

  @Test
  void nothingCoversWhatLiesBelowAMaskAndTheMaskIsEnough() {
    request.covers.add(new Cover.Mask("secrets", true));
    request.covers.add(new Cover.Seal("secrets/.git", new Identity(1, 4)));
    request.covers.add(new Cover.Seal("secrets", new Identity(1, 5)));
    request.covers.add(new Cover.Seal("secrets-too", new Identity(1, 6)));
    String staged = Requests.STAGE + "/trees/0";
    assertThat(request.plan().init().steps())
        .contains(
            new InitStep.Mask(staged, "secrets", Requests.STAGE + "/empty-directory"),
            new InitStep.Seal(staged, "secrets-too", 1, 6))
        .doesNotContain(
            new InitStep.Seal(staged, "secrets/.git", 1, 4),
            new InitStep.Seal(staged, "secrets", 1, 5));
  }

  @Test
  void theNetworkIsMadeOfRoutesFirstAndThenListenersInTheOrderAskedFor() {
    request.routes.add(new Route("198.18.0.0", 15));
    request.listeners.add(new Listener("127.0.0.1", 53, true));
    request.listeners.add(new Listener("198.18.0.1", 80, false));
    assertThat(request.plan().init().steps())
        .containsSubsequence(
            new RaiseLoopback(),
            new InitStep.Route("198.18.0.0", 15),
            new InitStep.Listen("127.0.0.1", 53, true),
            new InitStep.Listen("198.18.0.1", 80, false));
    assertThat(request.plan().init().sockets()).isEqualTo(2);
  }

  @Test
  void aLayeredFolderIsTheHostsReadOnlyWithFilesOnTop() {
    request.copies.add(Requests.same("/home/u/.m2"));
    request.layered.add(
        new Layered(
            "/etc/ssl/certs",
            List.of(
                new LayeredFile("/etc/ssl/certs/0123abcd.0", new byte[] {1}),
                new LayeredFile("/etc/ssl/certs/java/cacerts", new byte[] {2}))));
    String layer = Requests.STAGE + "/layers/1";
    assertThat(request.plan().init().steps())
        .containsSubsequence(
            new MakeDirectory(layer + "/upper", 0755),
            new MakeDirectory(layer + "/upper/java", 0755),
            new MountOverlay(
                "/etc/ssl/certs", layer + "/upper", layer + "/work", layer + "/merged"));
    assertThat(written(layer + "/upper/0123abcd.0"))
        .satisfies(file -> assertThat(file.content()).containsExactly(1))
        .satisfies(file -> assertThat(file.mode()).isEqualTo(0444));
    assertThat(written(layer + "/upper/java/cacerts").content()).containsExactly(2);
    assertThat(last("/etc/ssl/certs"))
        .isEqualTo(new Mount.ReadOnly(layer + "/merged", "/etc/ssl/certs"));
  }

  @Test
  void aFileElsewhereThanInItsLayeredFolderIsAMistake() {
    request.layered.add(
        new Layered("/etc/ssl", List.of(new LayeredFile("/etc/ssl-other/a", new byte[0]))));
    assertThatIllegalArgumentException().isThrownBy(request::plan);
  }

  @Test
  void aHiddenFileIsAnEmptyOneInside() {
    request.hidden.add(new Place(Requests.PROJECT + "/.env", false));
    assertThat(last(Requests.PROJECT + "/.env"))
        .isEqualTo(new Mount.ReadOnly(Requests.STAGE + "/empty-file", Requests.PROJECT + "/.env"));
    assertThat(written(Requests.STAGE + "/empty-file").content()).isEmpty();
  }

  @Test
  void aHiddenFolderIsAnEmptyOneInside() {
    request.hidden.add(new Place(Requests.PROJECT + "/secrets", true));
    assertThat(last(Requests.PROJECT + "/secrets"))
        .isEqualTo(
            new Mount.ReadOnly(Requests.STAGE + "/empty-directory", Requests.PROJECT + "/secrets"));
  }

  @Test
  void whatIsHiddenCantBeWrittenOrReadByAnotherGrant() {
    String path = Requests.PROJECT + "/secrets";
    request.hidden.add(new Place(path, true));
    request.writable.add(path);
    request.readable.add(Requests.same(path));
    request.copies.add(Requests.same(path));
    assertThat(last(path)).isEqualTo(new Mount.ReadOnly(Requests.STAGE + "/empty-directory", path));
  }

  @Test
  void nothingIsMountedBelowAHiddenFolder() {
    request.hidden.add(new Place(Requests.PROJECT + "/secrets", true));
    request.writable.add(Requests.PROJECT + "/secrets/a/b");
    request.readable.add(Requests.same(Requests.PROJECT + "/secrets/key"));
    request.hidden.add(new Place(Requests.PROJECT + "/secrets/.env", false));
    assertThat(targets()).noneMatch(path -> path.startsWith(Requests.PROJECT + "/secrets/"));
  }

  @Test
  void aFolderBesideAHiddenOneWhoseNameItStartsWithIsThere() {
    request.hidden.add(new Place(Requests.PROJECT + "/secret", true));
    request.readable.add(Requests.same(Requests.PROJECT + "/secrets"));
    assertThat(targets()).contains(Requests.PROJECT + "/secrets");
  }

  @Test
  void whatIsDeniedCantEvenBeOpened() {
    request.denied.add(new Place("/etc/shadow", false));
    request.denied.add(new Place("/etc/ssl/private", true));
    assertThat(last("/etc/shadow"))
        .isEqualTo(new Mount.ReadOnly(Requests.STAGE + "/denied-file", "/etc/shadow"));
    assertThat(last("/etc/ssl/private"))
        .isEqualTo(new Mount.ReadOnly(Requests.STAGE + "/denied-directory", "/etc/ssl/private"));
    assertThat(written(Requests.STAGE + "/denied-file").mode()).isZero();
    assertThat(request.plan().init().steps())
        .contains(new MakeDirectory(Requests.STAGE + "/denied-directory", 0));
  }

  @Test
  void aGrantOfWhatIsDeniedChangesNothing() {
    request.denied.add(new Place("/etc/shadow", false));
    request.readable.add(Requests.same("/etc/shadow"));
    assertThat(last("/etc/shadow"))
        .isEqualTo(new Mount.ReadOnly(Requests.STAGE + "/denied-file", "/etc/shadow"));
  }

  @Test
  void aCopyIsAnOverlayWhoseChangesStayOnTheStage() {
    request.copies.add(new Bound("/data/cache", "/home/u/.cache/pip"));
    MountOverlay overlay =
        request.plan().init().steps().stream()
            .filter(MountOverlay.class::isInstance)
            .map(MountOverlay.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(overlay.lower()).isEqualTo("/data/cache");
    assertThat(List.of(overlay.upper(), overlay.work(), overlay.target()))
        .doesNotHaveDuplicates()
        .allMatch(path -> path.startsWith(Requests.STAGE + "/layers/"));
    assertThat(last("/home/u/.cache/pip"))
        .isEqualTo(new Mount.Writable(overlay.target(), "/home/u/.cache/pip"));
  }

  @Test
  void everyCopyHasLayersOfItsOwn() {
    request.copies.add(Requests.same("/home/u/.cache/pip"));
    request.copies.add(Requests.same("/home/u/.npm/_cacache"));
    assertThat(
            request.plan().init().steps().stream()
                .filter(MountOverlay.class::isInstance)
                .map(step -> ((MountOverlay) step).upper()))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void anOrdinaryFileIsWrittenIntoThePrivateHomeWithItsParents() {
    request.files.add(file(Requests.HOME + "/.config/tool/a.conf", false));
    List<InitStep> steps = request.plan().init().steps();
    String home = Requests.STAGE + "/home";
    assertThat(steps.stream().map(SandboxPlannerTest::path))
        .containsSubsequence(
            home, home + "/.config", home + "/.config/tool", home + "/.config/tool/a.conf");
    assertThat(targets()).doesNotContain(Requests.HOME + "/.config/tool/a.conf");
  }

  @Test
  void aParentOfTwoFilesIsMadeOnce() {
    request.files.add(file(Requests.HOME + "/.config/a", false));
    request.files.add(file(Requests.HOME + "/.config/b", false));
    assertThat(request.plan().init().steps())
        .filteredOn(new MakeDirectory(Requests.STAGE + "/home/.config", 0755)::equals)
        .hasSize(1);
  }

  @Test
  void aFixedFileIsMountedReadOnlyOverWhatIsThere() {
    request.files.add(file(Requests.HOME + "/.agent/settings.json", true));
    Mount mount = last(Requests.HOME + "/.agent/settings.json");
    assertThat(mount).isInstanceOf(Mount.ReadOnly.class);
    String source = ((Mount.ReadOnly) mount).source();
    assertThat(source).startsWith(Requests.STAGE + "/fixed/");
    assertThat(written(source).content()).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void twoFixedFilesDontShareTheirContent() {
    request.files.add(file(Requests.HOME + "/.agent/one", true));
    request.files.add(file(Requests.HOME + "/.agent/two", true));
    assertThat(last(Requests.HOME + "/.agent/one"))
        .extracting(mount -> ((Mount.ReadOnly) mount).source())
        .isNotEqualTo(((Mount.ReadOnly) last(Requests.HOME + "/.agent/two")).source());
  }

  @Test
  void aFileOutsideOfHomeIsRefused() {
    request.files.add(file("/home/user/.bashrc", false));
    assertThatIllegalArgumentException().isThrownBy(request::plan);
  }

  @Test
  void theStageIsMountedBeforeAnythingIsMadeOnIt() {
    assertThat(request.plan().init().steps().getFirst())
        .isEqualTo(new MountScratch(Requests.STAGE, 1L << 30));
  }

  @Test
  void theSessionHasALoopbackOfItsOwn() {
    assertThat(request.plan().init().steps()).contains(new RaiseLoopback());
  }

  @Test
  void memoryAndProcessesAreLimited() {
    assertThat(request.plan().init().steps())
        .contains(
            new Limit(ResourceLimit.of(ResourceLimit.DATA, 1L << 31)),
            new Limit(ResourceLimit.of(ResourceLimit.PROCESSES, 512)));
  }

  @Test
  void theEnvironmentIsExactlyThatOfTheRequest() {
    request.environment.put("A", "1");
    request.environment.put("B", "x=y z");
    assertThat(request.plan().init().launch().environment()).containsExactly("A=1", "B=x=y z");
  }

  @Test
  void theCommandComesWordForWordOutOfTheStartScript() throws Exception {
    request.command = List.of("sh", "-c", "echo \"$0\" 'é' *\n\\", "", "--", "-x");
    String words = request.plan().init().launch().script().split("\n#", 2)[0];
    Process shell = new ProcessBuilder("/bin/sh", "-c", words + "\nprintf '<%s>' \"$@\"").start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("<sh><-c><echo \"$0\" 'é' *\n\\><><--><-x>");
  }

  @Test
  void thereIsAFilterInEveryPlan() {
    assertThat(BpfMachine.load(request.plan().init().launch().filter())).isNotNull();
  }

  @Test
  void theSameRequestHasTheSamePlan() {
    request.copies.add(Requests.same("/home/u/.cache/pip"));
    request.files.add(file(Requests.HOME + "/.config/a", false));
    assertThat(request.plan()).usingRecursiveComparison().isEqualTo(request.plan());
  }

  private List<String> targets() {
    return request.plan().mounts().stream().map(Mount::target).toList();
  }

  /** What is seen at a path: the last mount there. */
  private Mount last(String target) {
    return request.plan().mounts().reversed().stream()
        .filter(mount -> mount.target().equals(target))
        .findFirst()
        .orElseThrow();
  }

  private WriteFile written(String path) {
    return request.plan().init().steps().stream()
        .filter(WriteFile.class::isInstance)
        .map(WriteFile.class::cast)
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static String path(InitStep step) {
    return switch (step) {
      case MakeDirectory(String path, int _) -> path;
      case WriteFile(String path, int _, byte[] _) -> path;
      case MountScratch _, MountOverlay _, MountTerminals _, RaiseLoopback _, Limit _ -> "";
      case InitStep.StageTree _,
          InitStep.Seal _,
          InitStep.Pin _,
          InitStep.Bind _,
          InitStep.Mask _ ->
          "";
      case InitStep.MakeLink(String _, String path) -> path;
      case InitStep.Route _, InitStep.Listen _ -> "";
    };
  }

  private static InsideFile file(String path, boolean fixed) {
    return new InsideFile(path, 0644, "text".getBytes(StandardCharsets.UTF_8), fixed);
  }
}
