package dev.paddock.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each client, as far as a program that answers like it can stand for it. */
@Timeout(60)
class ClientsTest {
  @TempDir(factory = OutsideTmp.class)
  private Path root;

  private FakeMachine machine;

  @BeforeEach
  void makeMachine() throws Exception {
    machine = new FakeMachine(root);
  }

  @Test
  void npmTellsItsRegistryAndThoseOfScopes() throws Exception {
    machine.program(
        "npm",
        """
        [ "$1 $2 $3 $4" = "config ls -l --json" ] || exit 1
        echo '{"registry":"https://npm.example.com/","@ours:registry":"https://u:p@ours.example.com:8443/npm",
          "@ours:other":"https://no.example.com","homepage":"https://no.example.com","cache":null}'
        """);

    assertThat(machine.hosts(npm("npm")))
        .containsExactly("https://npm.example.com:443", "https://ours.example.com:8443");
  }

  @Test
  void npmThatPrintsSomethingElseIsANote() throws Exception {
    machine.program("npm", "echo Welcome");

    assertThat(machine.ask(npm("npm")).notes()).singleElement().asString().contains("no JSON");
  }

  @Test
  void pnpmIsAskedForItsRegistryIfItsListHasNone() throws Exception {
    machine.program(
        "pnpm",
        """
        case "$*" in
        "config list --json") echo '{"@a:registry":"https://a.example.com/"}' ;;
        "config get registry") echo https://pnpm.example.com/ ;;
        esac
        """);

    assertThat(machine.hosts(new NpmClient("pnpm", List.of("config", "list", "--json"))))
        .containsExactly("https://a.example.com:443", "https://pnpm.example.com:443");
  }

  @Test
  void bothKindsOfYarnTell() throws Exception {
    machine.program("yarn", "[ $3 = registry ] && echo https://classic.example.com");
    assertThat(machine.hosts(new YarnClient())).containsExactly("https://classic.example.com:443");

    machine.program(
        "yarn",
        """
        [ "$COREPACK_ENABLE_NETWORK" = 0 ] || exit 1
        [ $3 = npmRegistryServer ] && echo https://modern.example.com || exit 1
        """);
    assertThat(machine.hosts(new YarnClient())).containsExactly("https://modern.example.com:443");
  }

  @Test
  void pipTellsItsBuiltInIndexWithItsFilesAndWhatIsConfigured() throws Exception {
    machine.program(
        "python3",
        """
        [ "$1" = -I ] || exit 1
        echo paddock-index=https://index.example.com/
        echo paddock-files=https://files.example.com
        echo "global.extra-index-url='https://a.example.com/simple\\n  file:///opt/b'"
        echo "install.find-links='https://wheels.example.com/x'"
        """);

    assertThat(machine.hosts(new PipClient()))
        .containsExactly(
            "https://index.example.com:443",
            "https://a.example.com:443",
            "https://wheels.example.com:443",
            "https://files.example.com:443");
  }

  @Test
  void pipsOwnIndexDoesNotCountWhereAnotherOneTakesItsPlace() throws Exception {
    machine.program(
        "python3",
        """
        echo paddock-index=https://index.example.com/
        echo paddock-files=https://files.example.com
        echo ":env:.index-url='https://ours.example.com/simple'"
        """);

    assertThat(machine.hosts(new PipClient())).containsExactly("https://ours.example.com:443");
  }

  @Test
  void aPythonWithoutPipIsANote() throws Exception {
    machine.program("python3", "echo \"ModuleNotFoundError: No module named 'pip'\" >&2; exit 1");

    assertThat(machine.ask(new PipClient()).notes())
        .singleElement()
        .asString()
        .contains("pip: is not installed for");
  }

  @Test
  void goTellsItsProxiesAndItsDatabase() throws Exception {
    machine.program(
        "go",
        """
        [ "$GOTOOLCHAIN" = local ] || exit 1
        echo 'https://proxy.example.com|https://second.example.com,direct'
        echo sum.example.com+1234abcd
        """);
    assertThat(machine.hosts(new GoClient()))
        .containsExactly(
            "https://proxy.example.com:443",
            "https://second.example.com:443",
            "https://sum.example.com:443");

    machine.program("go", "echo off; echo off");
    assertThat(machine.hosts(new GoClient())).isEmpty();

    machine.program("go", "echo direct; echo 'sum.example.com https://mirror.example.com/sum'");
    assertThat(machine.hosts(new GoClient())).containsExactly("https://mirror.example.com:443");
  }

  @Test
  void gemsSourcesStandBelowAHeading() throws Exception {
    machine.program("gem", "echo '*** CURRENT SOURCES ***'; echo; echo https://gems.example.com/");

    assertThat(machine.hosts(new GemClient())).containsExactly("https://gems.example.com:443");
  }

  @Test
  void aptTellsEachSourceManyTimes() throws Exception {
    machine.program(
        "apt-get", "for i in 1 2 3; do echo http://deb.example.com/debian/; echo cdrom://x/; done");

    assertThat(machine.hosts(new AptClient())).containsExactly("http://deb.example.com:80");
  }

  @Test
  void gradleHasWhatTheUsersInitScriptsName() throws Exception {
    Path gradle = machine.home.resolve(".gradle");
    machine.file(
        gradle.resolve("init.d/a.gradle"),
        "maven { url 'https://a.example.com/m2' }\n// maven { url 'https://no.example.com' }\n");
    machine.file(
        gradle.resolve("init.d/b.gradle.kts"), "url = uri(\"https://b.example.com/${x}\")\n");
    machine.file(gradle.resolve("init.gradle.kts"), "url = uri(\"https://c.example.com/\")\n");
    machine.file(
        gradle.resolve("gradle.properties"),
        "systemProp.org.gradle.internal.plugins.portal.url.override=https\\://d.example.com/\n");

    assertThat(machine.hosts(new GradleClient()))
        .containsExactlyInAnyOrder(
            "https://a.example.com:443", "https://c.example.com:443", "https://d.example.com:443");
  }

  @Test
  void cargoNamesItsIndexInItsDiaryAndTheIndexItsDownloads() throws Exception {
    Path cargo = machine.home.resolve(".cargo");
    machine.program(
        "cargo",
        """
        [ "$CARGO_LOG" = debug ] && [ -f Cargo.toml ] || exit 1
        echo "DEBUG missing: cache_path=\\"%s/registry/index/index.example.com-0123456789abcdef/.cache/em/pt\\"" >&2
        exit 101
        """
            .formatted(cargo));
    machine.file(
        cargo.resolve("registry/index/index.example.com-0123456789abcdef/config.json"),
        "{\"dl\":\"https://static.example.com/crates/{crate}\",\"api\":\"https://api.example.com\"}");

    assertThat(machine.hosts(new CargoClient()))
        .containsExactly("https://index.example.com:443", "https://static.example.com:443");
  }

  @Test
  void cargoWithoutADiaryIsANote() throws Exception {
    machine.program("cargo", "exit 101");

    assertThat(machine.ask(new CargoClient()).notes())
        .singleElement()
        .asString()
        .contains("does not name its index");
  }

  @Test
  void mavenHasTheRepositoryOfItsOwnModelAndThoseOfSettings() throws Exception {
    maven("");
    machine.file(
        machine.home.resolve(".m2/settings.xml"),
        """
        <settings xmlns="http://maven.example.com/SETTINGS"><profiles><profile><repositories>
        <repository><id>ours</id><url>https://${env.REPO_HOST}/m2</url></repository>
        <repository><id>lost</id><url>https://${env.UNKNOWN}/m2</url></repository>
        </repositories></profile></profiles></settings>
        """);
    machine.environment.put("REPO_HOST", "ours.example.com");

    assertThat(machine.hosts(new MavenClient()))
        .containsExactly("https://ours.example.com:443", "https://central.example.com:443");
  }

  @Test
  void aMirrorOfEverythingTakesThePlaceOfMavensOwnRepository() throws Exception {
    maven(
        """
        <settings><mirrors>
        <mirror><id>blocker</id><mirrorOf>external:http:*</mirrorOf><url>http://0.0.0.0/</url>
        <blocked>true</blocked></mirror>
        </mirrors></settings>
        """);
    machine.file(
        machine.home.resolve(".m2/settings.xml"),
        """
        <settings><mirrors>
        <mirror><id>m</id><mirrorOf>*</mirrorOf><url>https://u:p@nexus.example.com:8443/</url></mirror>
        </mirrors></settings>
        """);

    assertThat(machine.hosts(new MavenClient())).containsExactly("https://nexus.example.com:8443");
  }

  @Test
  void aMirrorStandsForWhatItsPatternNames() {
    MavenMirror but = new MavenMirror("*,!ours", "https://m.example.com", false);
    assertThat(MavenMirror.find(List.of(but), "central", "https://a.example.com")).contains(but);
    assertThat(MavenMirror.find(List.of(but), "ours", "https://a.example.com")).isEmpty();
    MavenMirror external = new MavenMirror("external:*", "https://m.example.com", false);
    assertThat(MavenMirror.find(List.of(external), "x", "http://localhost:8081/")).isEmpty();
    assertThat(MavenMirror.find(List.of(external), "x", "https://a.example.com/"))
        .contains(external);
    MavenMirror exact = new MavenMirror("x", "https://x.example.com", false);
    assertThat(MavenMirror.find(List.of(external, exact), "x", "https://a.example.com/"))
        .contains(exact);
  }

  @Test
  void settingsWithADocumentTypeAreNotRead() throws Exception {
    maven("");
    machine.file(
        machine.home.resolve(".m2/settings.xml"),
        "<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><settings>&e;</settings>");

    assertThat(machine.ask(new MavenClient()).notes())
        .singleElement()
        .asString()
        .contains("settings.xml");
  }

  private void maven(String settings) throws Exception {
    Path maven = machine.home.resolve("maven");
    machine.program(maven.resolve("bin/mvn"), "exit 1");
    Files.createSymbolicLink(machine.programs.resolve("mvn"), maven.resolve("bin/mvn"));
    machine.file(maven.resolve("conf/settings.xml"), settings.isEmpty() ? "<settings/>" : settings);
    Files.createDirectories(maven.resolve("lib"));
    try (ZipOutputStream jar =
        new ZipOutputStream(
            Files.newOutputStream(maven.resolve("lib/maven-model-builder-3.jar")))) {
      jar.putNextEntry(new ZipEntry("org/apache/maven/model/pom-4.0.0.xml"));
      jar.write(
          """
          <project><repositories><repository><id>central</id><url>https://central.example.com/m2</url>
          </repository></repositories><pluginRepositories><pluginRepository><id>central</id>
          <url>https://central.example.com/m2</url></pluginRepository></pluginRepositories></project>
          """
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Client npm(String name) {
    return new NpmClient(name, List.of("config", "ls", "-l", "--json"));
  }
}
