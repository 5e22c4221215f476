package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole runs in a JVM and a HOME of their own. */
@Timeout(300)
class JsonOutputTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;
  private Path home;
  private Path project;

  @BeforeEach
  void makeFolders() throws Exception {
    home = Files.createDirectory(folder.resolve("home"));
    project = Files.createDirectories(home.resolve("src/project"));
  }

  private record Result(int status, String out, String err) {}

  @Test
  void whatDoctorFindsIsJson() throws Exception {
    Result result = run("doctor", "--json");
    JsonNode findings = MAPPER.readTree(result.out());
    assertThat(findings.isArray()).isTrue();
    boolean missing = false;
    for (JsonNode finding : findings) {
      assertThat(finding.get("name").asString()).isNotBlank();
      assertThat(finding.get("measured").asString()).isNotBlank();
      assertThat(finding.get("status").asString()).isIn("works", "note", "missing");
      missing |= finding.get("status").asString().equals("missing");
    }
    assertThat(result.status()).isEqualTo(missing ? 1 : 0);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void theProfileIsJson() throws Exception {
    Files.writeString(project.resolve(".paddock.toml"), "[files]\nhide = ['aéb\"']\n");
    Result result = run("profile", "show", "--json", "--hide", "x\"y", "--memory", "2G");
    assertThat(result.status()).as(result.err()).isZero();
    JsonNode profile = MAPPER.readTree(result.out());
    assertThat(profile.isObject()).isTrue();
    assertThat(profile.toString()).contains("x\\\"y", "aéb\\\"", "--hide");
  }

  @Test
  void theRegistriesThatASessionReachesAreShown() throws Exception {
    Files.writeString(home.resolve(".npmrc"), "registry=https://npm.example.test/path/\n");
    JsonNode hosts = MAPPER.readTree(run("profile", "show", "--json").out()).get("registryHosts");
    assertThat(hosts.toString())
        .contains(
            "{\"client\":\"npm\",\"host\":\"npm.example.test\",\"port\":443,\"tls\":true,\"access\":\"read-only\"}");
    assertThat(run("profile", "show").out()).contains("\n#   npm.example.test:443 of npm\n");
    assertThat(run("profile", "show", "--allow", "npm.example.test").out())
        .doesNotContain("npm.example.test:443 of npm");
    Result none = run("profile", "show", "--json", "--no-registries");
    assertThat(MAPPER.readTree(none.out()).get("registryHosts")).isEmpty();
  }

  @Test
  void theDefaultRulesAreFourListsOfTexts() throws Exception {
    Result result = run("auto-mode", "defaults");
    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    JsonNode rules = MAPPER.readTree(result.out());
    assertThat(rules.propertyNames())
        .containsExactly("allow", "soft_deny", "hard_deny", "environment");
    rules.forEach(list -> list.forEach(text -> assertThat(text.asString()).contains(": ")));

    JsonNode some = MAPPER.readTree(run("auto-mode", "defaults", "--label", "GIT PUSH").out());
    assertThat(some.get("allow")).hasSize(1);
    assertThat(some.get("soft_deny")).hasSize(1);
    assertThat(some.get("soft_deny").get(0).asString()).startsWith("Git Push to Default Branch: ");
    assertThat(some.get("hard_deny")).isEmpty();
    assertThat(some.get("environment")).isEmpty();
  }

  @Test
  void theRulesInForceHoldTheProfilesAndTheSettingsOwn() throws Exception {
    Path profile = home.resolve(".config/paddock/profile.toml");
    Files.createDirectories(profile.getParent());
    Files.writeString(profile, "[auto_mode]\nsoft_deny = ['$defaults', 'From the profile.']\n");
    Files.createDirectories(home.resolve(".claude"));
    Files.writeString(
        home.resolve(".claude/settings.json"), "{\"autoMode\":{\"environment\":[\"Only this.\"]}}");
    Files.writeString(project.resolve(".paddock.toml"), "[auto_mode]\nallow = ['everything']\n");

    Result result = run("auto-mode", "config");

    assertThat(result.status()).isZero();
    JsonNode rules = MAPPER.readTree(result.out());
    assertThat(rules.get("environment").toString()).isEqualTo("[\"Only this.\"]");
    assertThat(rules.get("soft_deny").toString()).contains("Git Destructive", "From the profile.");
    assertThat(rules.get("allow").toString()).doesNotContain("everything");
    assertThat(result.err()).startsWith("paddock: ").contains("auto_mode.allow", "is ignored");

    JsonNode own = MAPPER.readTree(run("auto-mode", "rules", "--json").out());
    assertThat(own.toString())
        .contains(
            "{\"id\":\"own-from-the-profile\",\"title\":\"\",\"effect\":\"soft_deny\",\"behind\":"
                + "[{\"enforcement\":\"judgement\",\"grounds\":\"\"}]");
    String table = run("auto-mode", "rules").out();
    assertThat(table)
        .startsWith("ID ")
        .containsPattern("git-destructive +soft_deny +wall, gate, judgement +\\S")
        .containsPattern("own-from-the-profile +soft_deny +judgement +edit .*profile.toml:2");
  }

  @Test
  void emptyListsAreJson() throws Exception {
    assertThat(MAPPER.readTree(run("quarantine", "list", "--json").out())).isEmpty();
    assertThat(MAPPER.readTree(run("allow", "push", "--json").out())).isEmpty();
    assertThat(MAPPER.readTree(run("log", "--json").out())).isEmpty();
    assertThat(MAPPER.readTree(run("log", "--list", "--json").out())).isEmpty();
    assertThat(MAPPER.readTree(run("trust", "--list", "--json").out())).isEmpty();
  }

  @Test
  void aFileThatIsTrustedIsListedAsJson() throws Exception {
    Files.writeString(project.resolve(".paddock.toml"), "[files]\n");
    assertThat(run("trust").status()).isZero();
    JsonNode files = MAPPER.readTree(run("trust", "--list", "--json").out());
    assertThat(files).hasSize(1);
    assertThat(files.get(0).get("file").asString()).endsWith("/src/project/.paddock.toml");
    assertThat(files.get(0).get("sha256").asString()).hasSize(64);
  }

  @Test
  void anErrorIsToldWithoutAStackTraceAndNothingIsPrinted() throws Exception {
    Files.writeString(project.resolve(".paddock.toml"), "[files]\nwhatever = 1\n");
    Result result = run("profile", "show", "--json");
    assertThat(result.status()).isEqualTo(125);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("paddock: ").contains("whatever").doesNotContain("\tat ");
  }

  private Result run(String... arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(project.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    int status = builder.start().waitFor();
    return new Result(status, Files.readString(out), Files.readString(err));
  }
}
