package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the profile hides, and what it does not let be written. */
@AsEveryCaller
class MasksTest {
  private static final String[] HIDE = {"--hide", ".env*", "--hide", "secrets/"};

  @AutoClose private final Scene scene;

  MasksTest(Caller caller) {
    scene = new Scene(caller);
  }

  @BeforeEach
  void plant() {
    for (String path :
        new String[] {".env", ".env.local", "deep/er/.env", "secrets/a", "deep/secrets/sub/b"}) {
      scene.write(path, "hidden\n");
    }
    scene.write("open.txt", "open\n");
    scene.write("prod.tfstate", "state\n");
    scene.write("infra/terraform.tfstate.backup", "state\n");
  }

  @Test
  void aFileThatIsHiddenIsEmptyInside() throws Exception {
    Result result = scene.inside("cat .env .env.local deep/er/.env open.txt", HIDE).end();

    assertThat(result.out()).isEqualTo("open\n");
  }

  @Test
  void aFolderThatIsHiddenIsEmptyInside() throws Exception {
    Result result = scene.inside("ls -A secrets deep/secrets; cat secrets/a", HIDE).end();

    assertThat(result.out()).doesNotContain("hidden", "sub").isNotEmpty();
    assertThat(scene.inside("find . -path '*secrets/*'", HIDE).end().ended(0).out()).isEmpty();
  }

  @Test
  void noWayAroundAMaskLeadsToWhatItHides() throws Exception {
    String script =
        """
        mv .env moved; mv secrets moved2; ln .env linked; ln -s .env soft; rm -f .env; rm -rf secrets
        umount .env; echo overwritten >.env
        echo overwritten >secrets/a
        cat moved linked soft .env moved2/a secrets/a /proc/self/root$PWD/.env /proc/self/cwd/.env
        grep -r hidden .
        """;

    assertThat(scene.inside(script, HIDE).end().out()).doesNotContain("hidden");
    assertThat(scene.read(".env")).isEqualTo("hidden\n");
    assertThat(scene.read("secrets/a")).isEqualTo("hidden\n");
  }

  @Test
  void stateOfInfrastructureIsReadOnly() throws Exception {
    String script =
        "cat prod.tfstate; echo x >prod.tfstate; rm -f prod.tfstate; mv prod.tfstate p;"
            + " echo y >infra/terraform.tfstate.backup; true";

    assertThat(scene.inside(script).end().ended(0).out()).isEqualTo("state\n");
    assertThat(scene.read("prod.tfstate")).isEqualTo("state\n");
    assertThat(scene.read("infra/terraform.tfstate.backup")).isEqualTo("state\n");
  }

  @Test
  void stateOfInfrastructureIsWritableIfTheProfileNamesIt() throws Exception {
    scene.inside("echo new >prod.tfstate", "--write", ".", "--write", "*.tfstate").end().ended(0);

    assertThat(scene.read("prod.tfstate")).isEqualTo("new\n");
  }

  @Test
  void theHiddenFilesOfFoldersGrantedForReadingAreEmptyToo() throws Exception {
    scene.write("../../../outside/other/.env", "hidden\n");
    scene.write("../../../outside/other/open", "open\n");
    String other = scene.outside().resolve("other").toString();
    Result result =
        scene
            .inside(
                "cat " + other + "/.env " + other + "/open",
                "--read",
                other,
                "--hide",
                other + "/.env*")
            .end();

    assertThat(result.out()).isEqualTo("open\n");
  }
}
