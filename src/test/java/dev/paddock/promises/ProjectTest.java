package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The project is there as it is outside, and nothing else of the disk is shared. */
@AsEveryCaller
class ProjectTest {
  @AutoClose private final Scene scene;

  ProjectTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void theProjectIsWritableAtTheSamePath() throws Exception {
    scene.write("in.txt", "from outside");
    Result result =
        scene.inside("pwd; cat in.txt; echo 'from inside' >out.txt; rm in.txt; id -u").end();

    assertThat(result.ended(0).out())
        .isEqualTo(scene.project() + "\nfrom outside" + scene.caller().uid() + "\n");
    assertThat(scene.read("out.txt")).isEqualTo("from inside\n");
    assertThat(scene.exists("in.txt")).isFalse();
    assertThat(Files.getAttribute(scene.path("out.txt"), "unix:uid"))
        .isEqualTo(scene.caller().uid());
  }

  @Test
  void aSubfolderOfARepositoryOpensTheWholeRepositoryAtTheSamePlace() throws Exception {
    scene.write("repo/.git/HEAD", "ref: refs/heads/main\n");
    scene.write("repo/top.txt", "top");
    Path below = Files.createDirectories(scene.path("repo/deep/er"));
    Result result = scene.inside("pwd; cat ../../top.txt; echo x >../../made.txt").in(below).end();

    assertThat(result.ended(0).out()).isEqualTo(below + "\ntop");
    assertThat(scene.exists("repo/made.txt")).isTrue();
  }

  @Test
  void theProjectNextToItIsNotThere() throws Exception {
    scene.write("../neighbour/file", "x");

    assertThat(scene.inside("ls ..").end().ended(0).out()).isEqualTo("project\n");
  }

  @Test
  void aLinkOutOfTheProjectLeadsNowhere() throws Exception {
    scene.write("~/.netrc", "secret");
    Files.createSymbolicLink(scene.path("link"), scene.path("~/.netrc"));

    assertThat(scene.inside("cat link /proc/self/root/$HOME/.netrc").end().out()).isEmpty();
  }

  @Test
  void aFileSharedByHardLinkWithAPlaceOutsideIsNotChangedThere() throws Exception {
    scene.write("../../../outside/linked", "outside's");
    Files.createLink(scene.path("linked"), scene.outside().resolve("linked"));
    scene.inside("echo changed >linked").end().ended(0);

    assertThat(scene.outside().resolve("linked")).hasContent("outside's");
    assertThat(scene.read("linked")).isEqualTo("changed\n");
  }

  @Test
  void temporaryFilesArePrivateBothWays() throws Exception {
    Path outside = Files.createTempFile(Path.of("/tmp"), "paddock-test", ".txt");
    try {
      String inside = "/tmp/" + scene.folder().getFileName();
      Result result =
          scene
              .inside(
                  "ls -A /tmp /var/tmp; touch " + inside + " && [ -e " + inside + " ] && echo ok")
              .end();

      assertThat(result.ended(0).out())
          .contains("ok")
          .doesNotContain(outside.getFileName().toString());
      assertThat(Path.of(inside)).doesNotExist();
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void renamesLinksAndModesWorkInTheProject() throws Exception {
    String script =
        "mkdir a && echo x >a/f && mv a b && ln b/f b/g && ln -s f b/s && chmod 755 b/f"
            + " && cat b/s && mkfifo b/p && rm -r b";

    assertThat(scene.inside(script).end().ended(0).out()).isEqualTo("x\n");
  }

  @Test
  void homeItselfIsRefusedAsAProject() throws Exception {
    Result result = scene.inside("touch ran").in(scene.home()).end();

    assertThat(result.ended(125).err()).contains("home directory").contains("Change into");
    assertThat(scene.exists("~/ran")).isFalse();
  }

  @Test
  void aFolderOfKeysIsRefusedAsAProject() throws Exception {
    Path keys = scene.write("~/.ssh/id", "x").getParent();

    assertThat(scene.inside("touch ran").in(keys).end().ended(125).err()).contains(".ssh");
    assertThat(scene.exists("~/.ssh/ran")).isFalse();
  }

  @Test
  void aSessionInsideASessionIsRefused() throws Exception {
    Result result = scene.inside("touch ran").with("PADDOCK_SESSION", "another").end();

    assertThat(result.ended(125).err()).contains("inside a session already");
    assertThat(scene.exists("ran")).isFalse();
  }
}
