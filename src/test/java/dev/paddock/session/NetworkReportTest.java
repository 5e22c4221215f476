package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.egress.Destination;
import dev.paddock.egress.Refusal;
import dev.paddock.session.SessionOptions.Verbosity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkReportTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private SessionReport whole;

  private NetworkReport report() {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    whole =
        new SessionReport(
            folder.resolve("log"), "s1", new Notices(stream, Verbosity.NORMAL, false));
    return new NetworkReport(whole);
  }

  private static Refusal refusal(String host) {
    return new Refusal(host, "host-not-allowed", "Not permitted.", "Say --allow " + host + ".");
  }

  @Test
  void whatWasRefusedIsToldOnceWithItsNumber() {
    NetworkReport report = report();
    report.refused(refusal("a.example"));
    report.refused(refusal("a.example"));
    whole.close();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("paddock: refused a.example: Not permitted. Say --allow a.example. (2 times)\n");
  }

  @Test
  void nothingIsToldBeforeTheEndAndTheRestIsInTheLog() throws Exception {
    NetworkReport report = report();
    for (int i = 0; i < 7; i++) {
      report.refused(refusal("h" + i + ".example"));
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    whole.close();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("h4.example", "2 more", "paddock log s1")
        .doesNotContain("h5.example");
    assertThat(Files.readString(folder.resolve("log/s1.jsonl"))).contains("h6.example");
  }

  @Test
  void aSessionInWhichNothingHappenedLeavesNoLog() {
    var _ = report();
    whole.close();

    assertThat(folder.resolve("log")).doesNotExist();
    assertThat(out.size()).isZero();
  }

  @Test
  void textOfOthersCommandsNoTerminal() {
    NetworkReport report = report();
    report.failed(
        new Destination("a.example", 443, List.of(), false, "--allow"), "bad \u001b[31m thing");
    whole.close();

    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
  }
}
