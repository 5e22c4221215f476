package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.audit.Event;
import dev.paddock.audit.RecordedEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogCommandTest {
  private static final String OLD = "20250101-120000-aaaaaa";
  private static final String NEW = "20260101-120000-bbbbbb";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writeTwoLogs() throws Exception {
    Files.writeString(
        folder.resolve(OLD + ".jsonl"), "{\"time\":\"2025-01-01T12:00:00Z\",\"kind\":\"old\"}\n");
    Files.writeString(
        folder.resolve(NEW + ".jsonl"),
        """
        {"time":"2026-01-01T12:00:00Z","kind":"connected","target":"a.example.com:443"}
        {"time":"2026-01-01T12:00:01Z","kind":"connection-refused","target":"b\\u001b[2J\\n\\u202e.example","rule":"r","reason":"Why.","remedy":"Do."}
        """);
  }

  @Test
  void theNewestSessionIsToldLineByLine() throws Exception {
    run();

    assertThat(out.toString().lines())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).endsWith("connected  a.example.com:443"),
            second -> assertThat(second).endsWith("b?[2J??.example  rule=r  Why.  Do."));
  }

  @Test
  void whatWasRefusedIsToldAlone() throws Exception {
    run("--refused");

    assertThat(out.toString()).hasLineCount(1).contains("connection-refused");
  }

  @Test
  void aSessionThatIsNamedIsToldAsJson() throws Exception {
    run("--json", OLD);

    JsonNode rows = new JsonMapper().readTree(out.toString());
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("session").asString()).isEqualTo(OLD);
    assertThat(rows.get(0).get("kind").asString()).isEqualTo("old");
    assertThat(rows.get(0).get("time").asString()).isEqualTo("2025-01-01T12:00:00Z");
  }

  @Test
  void sessionsAreListedTheNewestFirst() throws Exception {
    run("--list");

    assertThat(out.toString().lines()).containsExactly(NEW, OLD);
  }

  @Test
  void withoutAnyLogThatIsSaid() throws Exception {
    Files.delete(folder.resolve(OLD + ".jsonl"));
    Files.delete(folder.resolve(NEW + ".jsonl"));

    run();

    assertThat(out.toString()).contains("No session has left a log.");
  }

  @Test
  void aLineHasTheKnownFieldsInTheirOrder() {
    LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    fields.put("remedy", "Do.");
    fields.put("method", "GET");
    fields.put("target", "t");
    RecordedEvent event = new RecordedEvent(Instant.EPOCH, new Event("request", fields));

    assertThat(LogCommand.line(event)).endsWith("  request  t  method=GET  Do.");
  }

  private void run(String... arguments) throws Exception {
    LogCommand command = new LogCommand();
    PrintWriter writer = new PrintWriter(out, true);
    command.run(new CommandLine(command.spec()).parseArgs(arguments), folder, writer);
    writer.flush();
  }
}
