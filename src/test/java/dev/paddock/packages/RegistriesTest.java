package dev.paddock.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The folder of these tests must not be below /tmp, from where no program is run. */
@Timeout(60)
class RegistriesTest {
  private static final Client GEM = new GemClient();

  @TempDir(factory = OutsideTmp.class)
  private Path root;

  private FakeMachine machine;

  @BeforeEach
  void makeMachine() throws Exception {
    machine = new FakeMachine(root);
  }

  @Test
  void aClientIsAskedOnceUntilSomethingThatItHangsOnChanges() throws Exception {
    Path count = root.resolve("count");
    machine.program("gem", "echo x >> " + count + "; echo https://gems.example.com/");

    assertThat(Registries.cached(machine.request(), List.of(GEM))).isEmpty();
    for (int i = 0; i < 3; i++) {
      assertThat(machine.hosts(GEM)).containsExactly("https://gems.example.com:443");
    }
    assertThat(Registries.cached(machine.request(), List.of(GEM))).isPresent();
    assertThat(count).hasContent("x");

    machine.file(machine.home.resolve(".gemrc"), "");
    assertThat(Registries.cached(machine.request(), List.of(GEM))).isEmpty();
    machine.hosts(GEM);
    assertThat(count).hasContent("x\nx");

    machine.environment.put("GEM_HOME", "/opt/gems");
    machine.hosts(GEM);
    assertThat(count).hasContent("x\nx\nx");

    machine.program("gem", "echo https://other.example.com/");
    assertThat(machine.hosts(GEM)).containsExactly("https://other.example.com:443");
  }

  @Test
  void anotherVariableChangesNothing() throws Exception {
    machine.program("gem", "echo https://gems.example.com/");
    machine.hosts(GEM);

    machine.environment.put("EDITOR", "vi");

    assertThat(Registries.cached(machine.request(), List.of(GEM))).isPresent();
  }

  @Test
  void theCacheIsItsOwnersAloneAndHoldsNoPassword() throws Exception {
    machine.program("gem", "echo https://ann:hunter2@gems.example.com/hunter2");
    machine.environment.put("GEM_HOST_API_KEY", "hunter2");
    machine.hosts(GEM);

    assertThat(Files.getPosixFilePermissions(machine.cache))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    Path file = machine.cache.resolve("registries");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(file).content().contains("gems.example.com").doesNotContain("hunter2");
    assertThat(machine.cache)
        .as("nothing else stays")
        .isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aDamagedCacheCountsAsNone() throws Exception {
    machine.program("gem", "echo https://gems.example.com/");
    machine.hosts(GEM);
    Path file = machine.cache.resolve("registries");
    String good = Files.readString(file);

    for (String bad : List.of("", "x", good.replace("tls gem", "tls"), good + "x")) {
      Files.writeString(file, bad);
      assertThat(Registries.cached(machine.request(), List.of(GEM))).isEmpty();
    }
    assertThat(machine.hosts(GEM)).containsExactly("https://gems.example.com:443");
  }

  @Test
  void anAnswerCountsForDaysAndNotForever() throws Exception {
    machine.program("gem", "echo https://gems.example.com/");
    machine.hosts(GEM);
    String stamps = Stamps.of(new Machine(machine.request()), List.of(GEM));
    AnswerFile file = new AnswerFile(machine.cache.resolve("registries"));

    assertThat(file.read(stamps, Instant.now().plus(Duration.ofDays(6)))).isPresent();
    assertThat(file.read(stamps, Instant.now().plus(Duration.ofDays(8)))).isEmpty();
    assertThat(file.read(stamps, Instant.now().minus(Duration.ofDays(60)))).isEmpty();
  }

  @Test
  void aClientThatIsNotThereGivesNothingAndANote() throws Exception {
    machine.environment.put("PATH", machine.programs.toString());
    RegistryAnswer answer = machine.ask(GEM);

    assertThat(answer.registries()).isEmpty();
    assertThat(answer.notes()).containsExactly("gem is not installed");
  }

  @Test
  void aClientThatFailsOrHangsGivesANoteAndDoesNotKeepTheOthers() throws Exception {
    machine.program("gem", "echo 'https://ann:hunter2@x.example is \033[31mbad' >&2; exit 3");
    machine.program("go", "sleep 60");
    machine.program("apt-get", "echo http://deb.example.com/debian");

    Instant before = Instant.now();
    RegistryAnswer answer = machine.ask(GEM, new GoClient(), new AptClient());

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(answer.registries())
        .containsExactly(new Registry("apt", "deb.example.com", 80, false));
    assertThat(answer.notes())
        .satisfiesExactly(
            gem ->
                assertThat(gem)
                    .contains("status 3", "x.example is ?[31mbad", "--allow")
                    .doesNotContain("hunter2"),
            go -> assertThat(go).contains("go did not tell", "within 3 seconds"));
    AnswerFile file = new AnswerFile(machine.cache.resolve("registries"));
    String stamps =
        Stamps.of(new Machine(machine.request()), List.of(GEM, new GoClient(), new AptClient()));
    assertThat(file.read(stamps, Instant.now())).isPresent();
    assertThat(file.read(stamps, Instant.now().plus(Duration.ofHours(1))))
        .as("it is asked again soon")
        .isEmpty();
  }

  @Test
  void aClientIsAskedInAnEmptyFolderWithoutForeignVariablesAndInput() throws Exception {
    machine.environment.put("AWS_SECRET_ACCESS_KEY", "canary");
    machine.environment.put("GEM_PATH", "/opt/gems");
    machine.environment.put("PWD", machine.project.toString());
    Path seen = root.resolve("seen");
    machine.program("gem", "{ env; ls -A; pwd -P; cat; } > " + seen);
    machine.file(machine.project.resolve(".gemrc"), "");

    machine.ask(GEM);

    assertThat(seen)
        .content()
        .contains("GEM_PATH=/opt/gems", "HOME=" + machine.home, "/asking")
        .doesNotContain("canary", machine.project.toString(), ".gemrc");
  }

  @Test
  void noProgramOfTheProjectOrOfAFolderThatAllCanWriteIsRun() throws Exception {
    Path ran = root.resolve("ran");
    String script = "touch " + ran + "; echo https://evil.example/";
    machine.program(machine.project.resolve("bin/gem"), script);
    Path link = Files.createSymbolicLink(root.resolve("link"), machine.project.resolve("bin"));
    Path inTmp = Files.createTempDirectory(Path.of("/tmp"), "registries-test");
    try {
      machine.program(inTmp.resolve("gem"), script);
      machine.environment.put(
          "PATH", machine.project + "/bin:" + link + ":" + inTmp + ":bin:.::" + machine.programs);

      assertThat(machine.ask(GEM).notes()).containsExactly("gem is not installed");
      assertThat(new Machine(machine.request()).searchPath())
          .doesNotContain(machine.project.toString(), "/tmp/", "::");
      assertThat(ran).doesNotExist();
    } finally {
      Files.delete(inTmp.resolve("gem"));
      Files.delete(inTmp);
    }
  }

  @Test
  void aRegistryOnThisMachineIsANoteBecauseItNeedsAPort() throws Exception {
    machine.program("gem", "echo http://localhost:4873/");

    RegistryAnswer answer = machine.ask(GEM);

    assertThat(answer.registries()).isEmpty();
    assertThat(answer.notes()).singleElement().asString().contains("--reach 4873");
  }
}
