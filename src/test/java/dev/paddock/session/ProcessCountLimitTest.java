package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessCountLimitTest {
  private static final String START_ONE =
      "read go; while read line; do echo \"$line\"; done </proc/self/cgroup; sleep 0; echo started";

  private Process shell;

  @BeforeEach
  void start() throws IOException {
    shell = new ProcessBuilder("/bin/sh", "-c", START_ONE).redirectErrorStream(true).start();
  }

  @AfterEach
  void end() throws InterruptedException {
    shell.destroyForcibly().waitFor();
  }

  @Test
  void aProcessCantStartMoreThanItsLimit() throws Exception {
    List<String> output = run(1);
    assertThat(output).anyMatch(line -> line.endsWith("/" + group())).doesNotContain("started");
  }

  @Test
  void aProcessCanStartWhatItsLimitLets() throws Exception {
    assertThat(run(2)).anyMatch(line -> line.endsWith("/" + group())).endsWith("started");
  }

  @Test
  void theGroupIsGoneAfterwards() throws Exception {
    run(2);
    assertThat(groups()).isEmpty();
  }

  @Test
  void aProcessThatIsNotThereLeavesNoGroup() throws Exception {
    shell.destroyForcibly().waitFor();
    assertThat(ProcessCountLimit.apply((int) shell.pid(), 1)).isEmpty();
    assertThat(groups()).isEmpty();
  }

  private List<String> run(long processes) throws Exception {
    Optional<ProcessCountLimit> limit = ProcessCountLimit.apply((int) shell.pid(), processes);
    assumeThat(limit).as("this machine lets this user make no control group").isPresent();
    try (Writer input = shell.outputWriter()) {
      input.write("go\n");
      input.flush();
      List<String> output = shell.inputReader().readAllLines();
      shell.waitFor();
      return output;
    } finally {
      shell.destroyForcibly().waitFor();
      limit.get().close();
    }
  }

  private String group() {
    return "paddock-" + shell.pid();
  }

  /** find(1) does not mind groups that come and go meanwhile. */
  private List<String> groups() throws IOException {
    Process find =
        new ProcessBuilder("find", "/sys/fs/cgroup", "-maxdepth", "6", "-name", group())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return find.inputReader().readAllLines();
  }
}
