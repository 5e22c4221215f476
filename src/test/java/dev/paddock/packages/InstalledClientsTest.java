package dev.paddock.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The package managers of the machine that runs the tests, those that it has. */
@Timeout(120)
class InstalledClientsTest {
  @TempDir private Path folder;
  private RegistryRequest request;

  @BeforeEach
  void makeRequest() throws Exception {
    request =
        new RegistryRequest(
            Path.of(System.getProperty("user.home")),
            System.getenv(),
            Files.createDirectory(folder.resolve("project")).toRealPath(),
            folder.resolve("cache"));
  }

  @Test
  void npmsAnswerIsWhatNpmItselfSaysInAnEmptyFolder() throws Exception {
    Path npm = require("npm");
    Files.writeString(request.project().resolve(".npmrc"), "registry=https://evil.example/\n");

    List<Registry> registries = ask(Clients.ALL.getFirst());

    ProcessBuilder builder = new ProcessBuilder(npm.toString(), "config", "get", "registry");
    builder.directory(Files.createDirectory(folder.resolve("empty")).toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String own = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(registries).contains(RegistryAddress.parse("npm", own).orElseThrow());
  }

  @Test
  void mavensAnswerHasARepository() throws Exception {
    require("mvn");
    assertThat(ask(new MavenClient())).isNotEmpty();
  }

  @Test
  void pipsAnswerHasAnIndexUnlessOnlyFilesAreConfigured() throws Exception {
    Path python = require("python3");
    Process process =
        new ProcessBuilder(python.toString(), "-I", "-c", "import pip")
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    assumeTrue(process.waitFor() == 0, "there is no pip");
    assertThat(ask(new PipClient())).isNotEmpty();
  }

  @Test
  void aptsAnswerIsThatOfItsSources() throws Exception {
    require("apt-get");
    assertThat(Registries.of(request, List.of(new AptClient()), 10).notes()).isEmpty();
  }

  @Test
  void cargosAnswerHasAnIndex() throws Exception {
    require("cargo");
    assertThat(ask(new CargoClient())).isNotEmpty();
  }

  @Test
  void allTogetherAreCachedAfterwards() throws Exception {
    assertThat(Registries.cached(request)).isEmpty();
    RegistryAnswer answer = Registries.of(request);
    assertThat(Registries.cached(request)).isPresent();
    assertThat(Registries.of(request)).isEqualTo(answer);
    assertThat(answer.registries())
        .allSatisfy(
            registry -> {
              assertThat(registry.host()).contains(".");
              assertThat(registry.port()).isBetween(1, 65535);
            });
    Map<Boolean, List<Registry>> byTls =
        answer.registries().stream()
            .collect(java.util.stream.Collectors.partitioningBy(Registry::tls));
    assertThat(byTls.getOrDefault(true, List.of()))
        .allSatisfy(registry -> assertThat(registry.port()).isNotEqualTo(80));
  }

  private Path require(String program) {
    List<String> names = List.of(program);
    assumeTrue(new Machine(request).program(names).isPresent(), program + " is not installed");
    return new Machine(request).program(names).orElseThrow();
  }

  private List<Registry> ask(Client client) throws Exception {
    return Registries.of(request, List.of(client), 10).registries();
  }
}
