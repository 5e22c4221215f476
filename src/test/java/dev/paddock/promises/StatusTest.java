package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How a command ended is how Paddock ends. */
@AsEveryCaller
class StatusTest {
  /** Bash tells a death by signal from an exit status, on its standard error. */
  private static final String OBSERVE = "\"$@\"; echo \"status $?\"";

  @AutoClose private final Scene scene;

  StatusTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void theExitStatusIsTheCommands() throws Exception {
    for (int status : new int[] {0, 1, 125, 255}) {
      assertThat(scene.inside("exit " + status).end().status()).isEqualTo(status);
    }
  }

  @Test
  void aDeathBySignalIsPassedOnAsOne() throws Exception {
    assertThat(ofDeathBy("TERM")).contains("Terminated").contains("status 143");
    assertThat(ofDeathBy("KILL")).contains("Killed").contains("status 137");
    assertThat(ofDeathBy("SEGV")).contains("Segmentation fault").contains("status 139");
  }

  @Test
  void aCommandThatIsNotThereIsToldByStatus127() throws Exception {
    Result result = scene.paddock("run", "--", "no-such-command").end();

    assertThat(result.ended(127).err()).contains("no-such-command");
  }

  @Test
  void aCommandThatCannotBeRunIsToldByStatus126() throws Exception {
    scene.write("plain-file", "x");

    assertThat(scene.paddock("run", "--", "./plain-file").end().status()).isEqualTo(126);
  }

  @Test
  void aSignalToPaddockReachesTheCommand() throws Exception {
    for (String signal : new String[] {"TERM", "INT", "HUP"}) {
      Running running =
          scene
              .inside(
                  "trap 'echo got %1$s; exit 7' %1$s; echo ready; while :; do sleep 0.1; done"
                      .formatted(signal))
              .start();
      running.awaitOut("ready");
      running.signal(signal);

      assertThat(running.end().ended(7).out()).isEqualTo("ready\ngot " + signal + "\n");
    }
  }

  @Test
  void aSignalThatTheCommandDoesNotCatchEndsBoth() throws Exception {
    Running running = scene.inside("echo ready; exec sleep 1000").start();
    running.awaitOut("ready");
    running.signal("TERM");

    assertThat(running.end().status()).isEqualTo(128 + 15);
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    String[] call = {
      "run", "--", "printf", "%s|", "a b", "", "*", "$HOME", "--help", "-q", "\\", "'", "\n", "--"
    };

    assertThat(scene.paddock(call).end().ended(0).out())
        .isEqualTo("a b||*|$HOME|--help|-q|\\|'|\n|--|");
  }

  private String ofDeathBy(String signal) throws Exception {
    Result result = scene.inside("kill -" + signal + " $$").through(OBSERVE).end();
    return result.err() + result.out();
  }
}
