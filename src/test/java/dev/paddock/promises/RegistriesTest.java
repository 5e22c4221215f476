package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The registries of the machine's package managers can be read from, and not written to. */
@AsEveryCaller
class RegistriesTest {
  private static final String REGISTRY = "http://private.test:8080";

  private final World world = World.shared();
  @AutoClose private final Scene scene;

  RegistriesTest(Caller caller) {
    scene = new Scene(world.move(caller));
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/npm"))
            || Files.isExecutable(Path.of("/usr/local/bin/npm")),
        "needs npm, which is asked for its registry");
  }

  @Test
  void theOwnersRegistryIsReadOnlyAndTheProjectsOwnDoesNotCount() throws Exception {
    world.forget();
    scene.write("~/.npmrc", "registry=" + REGISTRY + "/\n");
    scene.write(".npmrc", "registry=http://other.test:8080/\n");
    Result result =
        scene
            .inside(
                "curl -sS %1$s/package; curl -sS -X PUT -d x %1$s/package; curl -sS -m 5 http://other.test:8080/"
                    .formatted(REGISTRY))
            .withRegistries()
            .end();

    assertThat(result.out())
        .startsWith("reached /package host=private.test:8080\n")
        .contains("method-not-allowed", "read-only");
    assertThat(world.seen()).singleElement().asString().startsWith("GET");
    assertThat(scene.paddock("profile", "show").end().ended(0).out()).contains("private.test:8080");
  }
}
