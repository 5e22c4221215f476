package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Pipes and files stay what they are. */
@AsEveryCaller
class StreamsTest {
  private static final int FIVE_MEGABYTES = 5_000_000;

  @AutoClose private final Scene scene;

  StreamsTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void bytesPassBothWaysAsTheyAre() throws Exception {
    byte[] bytes = new byte[FIVE_MEGABYTES];
    new Random(1).nextBytes(bytes);

    assertThat(scene.paddock("run", "--", "cat").input(bytes).end().ended(0).bytes())
        .isEqualTo(bytes);
  }

  @Test
  void outputAndErrorsStayApart() throws Exception {
    Result result = scene.inside("echo to out; echo to err >&2").end().ended(0);

    assertThat(result.out()).isEqualTo("to out\n");
    assertThat(result.err()).isEqualTo("to err\n");
  }

  @Test
  void filesStayFiles() throws Exception {
    scene.write("from", "text");
    String script = "\"$@\" <from >to 2>>errors";
    scene
        .inside("cat; echo e >&2; [ -f /proc/self/fd/0 ] && [ -f /proc/self/fd/1 ] && echo files")
        .through(script)
        .end()
        .ended(0);

    assertThat(scene.read("to")).isEqualTo("textfiles\n");
    assertThat(scene.read("errors")).isEqualTo("e\n");
  }

  @Test
  void nothingIsTakenFromTheInputBeyondWhatTheCommandReads() throws Exception {
    scene.write("from", "first\nsecond\n");
    Result result = scene.inside("read l; echo $l").through("exec <from; \"$@\"; cat").end();

    assertThat(result.ended(0).out()).isEqualTo("first\nsecond\n");
  }

  @Test
  void closedInputIsNoReasonToFail() throws Exception {
    assertThat(scene.inside("echo ok").through("exec \"$@\" <&-").end().ended(0).out())
        .isEqualTo("ok\n");
  }

  @Test
  void aReaderThatGoesAwayEndsTheCommand() throws Exception {
    Result result = scene.inside("yes").through("\"$@\" | head -n 1; exit ${PIPESTATUS[0]}").end();

    assertThat(result.ended(128 + 13).out()).isEqualTo("y\n");
  }
}
