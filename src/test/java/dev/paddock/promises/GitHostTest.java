package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The test world's git host itself: whoever has the keys can use it, and nobody else. */
@AsEveryCaller
class GitHostTest {
  private final World world = World.shared();
  @AutoClose private final Scene scene;

  GitHostTest(Caller caller) {
    scene = new Scene(world.move(caller));
  }

  @Test
  void theOwnerClonesOverHttpsAndOverSsh() throws Exception {
    world.git().repository("plain");
    world.git().giveKeys(scene);

    String script =
        "git clone -q %s a && git clone -q %s b && cat a/README b/README"
            .formatted(world.git().https("plain"), world.git().ssh("plain"));
    Result result = scene.outside(script).end();

    assertThat(result.ended(0).out()).isEqualTo("plain\nplain\n");
  }

  @Test
  void whoHasNoKeyGetsNothing() throws Exception {
    world.git().repository("plain");

    String script =
        "export GIT_TERMINAL_PROMPT=0 GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=no -o BatchMode=yes'\n"
            + "git clone -q %s a || git clone -q %s b || echo nothing"
                .formatted(world.git().https("plain"), world.git().ssh("plain"));

    assertThat(scene.outside(script).end().out()).isEqualTo("nothing\n");
  }
}
