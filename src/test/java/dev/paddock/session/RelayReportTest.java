package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.relay.RelayEvents.RefChange;
import dev.paddock.relay.RelayRefusal;
import dev.paddock.session.SessionOptions.Verbosity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayReportTest {
  private static final RefChange CHANGE =
      new RefChange("refs/heads/x", "0".repeat(40), "1".repeat(40));

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String told(java.util.function.Consumer<RelayReport> events) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    try (SessionReport whole =
        new SessionReport(folder, "s1", new Notices(stream, Verbosity.NORMAL, false))) {
      events.accept(new RelayReport(whole));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPushIsInTheLogWithBothTipsAndNotToldAtTheEnd() throws Exception {
    assertThat(told(report -> report.pushed("git.example/a", List.of(CHANGE)))).isEmpty();
    assertThat(Files.readString(folder.resolve("s1.jsonl")))
        .contains("git-pushed", "refs/heads/x", "0".repeat(40), "1".repeat(40));
  }

  @Test
  void aHeldPushIsToldWithTheCommandThatReleasesIt() {
    RelayRefusal why = new RelayRefusal("git-ci-files", "It changes ci.yml.", "Ask the owner.");

    assertThat(told(report -> report.held("git.example/a", "k7", List.of(CHANGE), why)))
        .contains("It changes ci.yml.", "paddock allow push k7");
  }

  @Test
  void whatWasRefusedIsToldWithReasonAndRemedy() {
    RelayRefusal why = new RelayRefusal("git-delete", "It deletes x.", "Delete it outside.");

    assertThat(told(report -> report.refused("git.example/a", why)))
        .contains("It deletes x. Delete it outside.");
  }
}
