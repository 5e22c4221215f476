package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How much a session may take. */
@AsEveryCaller
class LimitsTest {
  private static final String PYTHON = "/usr/bin/python3";

  @AutoClose private final Scene scene;

  LimitsTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void aProcessThatTakesMoreMemoryOfItsOwnIsRefusedIt() throws Exception {
    Result result = python("x = bytearray(1 << 29); print('taken')", "--memory", "200M");

    assertThat(result.status()).isNotZero();
    assertThat(result.out()).doesNotContain("taken");
  }

  @Test
  void aProcessThatTakesMoreSharedMemoryIsEnded() throws Exception {
    String script =
        "import mmap, time\nm = mmap.mmap(-1, 1 << 29)\n"
            + "for i in range(0, 1 << 29, 4096): m[i] = 1\ntime.sleep(60)";
    Result result = python(script, "--memory", "200M");

    assertThat(result.status()).isEqualTo(128 + 9);
    assertThat(result.err()).contains("memory");
  }

  @Test
  void asMuchMemoryAsAllowedCanBeTaken() throws Exception {
    Result result = python("x = bytearray(100 << 20); print('taken')", "--memory", "500M");

    assertThat(result.ended(0).out()).isEqualTo("taken\n");
  }

  @Test
  void processesBeyondTheLimitAreRefused() throws Exception {
    assumeTrue(
        !scene.caller().isRoot() || hasProcessGroups(),
        "The kernel limits root's processes by control groups only, and here none can be made.");
    String script =
        "i=0; while [ $i -lt 60 ]; do sleep 100 & i=$((i+1)); done; ls -d /proc/[0-9]* | wc -l";
    Result result = scene.inside(script, "--processes", "20").end();

    assertThat(result.err()).contains("Resource temporarily unavailable");
  }

  @Test
  void aSessionEndsWhenItsTimeIsOver() throws Exception {
    Result result = scene.inside("echo begun; exec sleep 1000", "--time", "1s").end();

    assertThat(result.status()).isEqualTo(128 + 15);
    assertThat(result.err()).contains("time limit");
  }

  @Test
  void aSessionThatIgnoresTheEndOfItsTimeIsEnded() throws Exception {
    Result result =
        scene.inside("trap '' TERM; echo begun; while :; do sleep 1; done", "--time", "1s").end();

    assertThat(result.status()).isNotZero();
    assertThat(result.out()).isEqualTo("begun\n");
  }

  @Test
  void scratchFilesAreLimited() throws Exception {
    Result result =
        scene
            .inside("head -c 50000000 /dev/zero >/tmp/f && echo written", "--scratch", "10M")
            .end();

    assertThat(result.ended(1).err()).contains("No space left");
  }

  private Result python(String script, String... options) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of(PYTHON)), "Python 3 is not installed; it takes the memory.");
    scene.write("take.py", script);
    return scene.inside("exec " + PYTHON + " take.py", options).end();
  }

  private static boolean hasProcessGroups() {
    return Files.isWritable(Path.of("/sys/fs/cgroup/pids"))
        || Files.isWritable(Path.of("/sys/fs/cgroup/cgroup.procs"));
  }
}
