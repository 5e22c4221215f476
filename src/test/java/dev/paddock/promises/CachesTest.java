package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Warm caches are copied on write. */
@AsEveryCaller
class CachesTest {
  private static final List<String> CACHES =
      List.of(".m2/repository", ".npm/_cacache", ".cargo/registry", ".cache/pip");

  @AutoClose private final Scene scene;

  CachesTest(Caller caller) {
    scene = new Scene(caller);
  }

  @BeforeEach
  void warm() {
    CACHES.forEach(cache -> scene.write("~/" + cache + "/dir/warm", "warm\n"));
    scene.write("~/.cache/browser/cookies", "secret");
    scene.write("~/.npm/_logs/log", "secret");
  }

  @Test
  void whatIsInACacheCanBeUsedAndChangedAndTheHostsStaysAsItWas() throws Exception {
    for (String cache : CACHES) {
      String script =
          "cd ~/"
              + cache
              + " && cat dir/warm && echo changed >dir/warm && echo new >dir/new && rm dir/warm"
              + " && mv dir/new top && ls -A . dir";

      assertThat(scene.inside(script).end().ended(0).out()).as(cache).contains("warm\n", "top");
      assertThat(scene.read("~/" + cache + "/dir/warm")).isEqualTo("warm\n");
      assertThat(scene.exists("~/" + cache + "/top")).isFalse();
    }
  }

  @Test
  void whatASessionAddedIsGoneInTheNext() throws Exception {
    scene.inside("echo x >~/.m2/repository/added").end().ended(0);

    assertThat(scene.inside("ls ~/.m2/repository").end().ended(0).out()).isEqualTo("dir\n");
  }

  @Test
  void whatLiesBesideACacheIsNotThere() throws Exception {
    assertThat(scene.inside("ls -A ~/.cache ~/.npm").end().ended(0).out())
        .doesNotContain("browser", "_logs");
  }

  @Test
  void aFolderOfACacheCanBeMovedByMv() throws Exception {
    String script = "cd ~/.m2/repository && mv dir moved && cat moved/warm && ls";

    assertThat(scene.inside(script).end().ended(0).lines()).containsExactly("warm", "moved");
  }

  @Test
  void aFolderOfTheOwnersChoiceIsCopiedOnWriteToo() throws Exception {
    scene.write("../../../outside/data/f", "host\n");
    String data = scene.outside().resolve("data").toString();
    Result result =
        scene.inside("echo inside >" + data + "/f; cat " + data + "/f", "--copy", data).end();

    assertThat(result.ended(0).out()).isEqualTo("inside\n");
    assertThat(scene.outside().resolve("data/f")).hasContent("host\n");
  }

  @Test
  void aFolderOfTheOwnersChoiceIsReadOnly() throws Exception {
    scene.write("../../../outside/data/f", "host\n");
    String data = scene.outside().resolve("data").toString();
    Result result =
        scene.inside("cat " + data + "/f; echo x >" + data + "/f", "--read", data).end();

    assertThat(result.ended(1).out()).isEqualTo("host\n");
    assertThat(scene.outside().resolve("data/f")).hasContent("host\n");
  }
}
