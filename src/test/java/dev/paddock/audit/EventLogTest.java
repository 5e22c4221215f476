package dev.paddock.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventLogTest {
  private static final String SESSION = "20260101-120000-abcdef";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00.123Z"));

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = root.resolve("state/log");
  }

  @Test
  void anEventIsOneLineThatOnlyTheOwnerCanRead() throws Exception {
    try (EventLog log = EventLog.open(folder, SESSION, CLOCK, 10, 1000)) {
      log.add(event("connection-refused", "target", "a\n\u001b[31m\"é\u2028", "reason", "why"));
    }

    Path file = folder.resolve(SESSION + ".jsonl");
    assertThat(Files.readString(file))
        .hasLineCount(1)
        .startsWith(
            "{\"time\":\"2026-01-01T12:00:00.123Z\",\"kind\":\"connection-refused\",\"before\":\"0000")
        .endsWith("\"reason\":\"why\"}\n")
        .doesNotContain("\u001b");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(read())
        .containsExactly(
            new RecordedEvent(
                CLOCK.instant(),
                event("connection-refused", "target", "a\n\u001b[31m\"é\u2028", "reason", "why")));
  }

  @Test
  void noFieldTakesThePlaceOfTheTimeOrTheKind() throws Exception {
    try (EventLog log = EventLog.open(folder, SESSION, CLOCK, 10, 1000)) {
      log.add(event("a", "time", "never", "kind", "b", "x", "y"));
    }

    assertThat(read()).containsExactly(new RecordedEvent(CLOCK.instant(), event("a", "x", "y")));
  }

  @Test
  void whatManyThreadsAddIsThereOrCounted() throws Exception {
    EventLog log = EventLog.open(folder, SESSION, CLOCK, 64, 100_000_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        threads.execute(
            () -> {
              for (int j = 0; j < 500; j++) {
                log.add(event("a", "n", String.valueOf(j)));
              }
            });
      }
    }
    log.close();
    log.add(event("late"));

    assertThat(read().size() + log.lost()).isEqualTo(10_001);
    assertThat(read()).isNotEmpty();
  }

  @Test
  void aLogThatIsFullSaysSoInItsLastLine() throws Exception {
    EventLog log = EventLog.open(folder, SESSION, CLOCK, 1000, 500);
    for (int i = 0; i < 100; i++) {
      log.add(event("a", "x", "y".repeat(50)));
    }
    log.close();

    List<RecordedEvent> events = read();
    assertThat(events.getLast().event().kind()).isEqualTo("log-full");
    assertThat(events.size() - 1 + log.lost()).isEqualTo(100);
    assertThat(Files.size(folder.resolve(SESSION + ".jsonl"))).isLessThan(1000);
  }

  @Test
  void aFullDiskLosesEventsThatAreCountedAndNothingElse() throws Exception {
    FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
    EventLog log = EventLog.begin(full, CLOCK, 10, 1000);
    for (int i = 0; i < 10; i++) {
      log.add(event("a"));
    }
    log.close();

    assertThat(log.lost()).isEqualTo(10);
  }

  @Test
  void aLogThatExistsIsNotWrittenOver() throws Exception {
    EventLog.open(folder, SESSION).close();

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> EventLog.open(folder, SESSION));
  }

  @Test
  void linesThatAreCutOffOrForeignArePassedOver() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(SESSION + ".jsonl"),
        """
        {"time":"2026-01-01T12:00:00Z","kind":"a"}
        {"time":"soon","kind":"a"}
        {"kind":"a"}
        []
        7

        {"time":"2026-01-01T12:00:00Z","kind":"b","n":7}
        {"time":"2026-01-01T12:00:00Z","ki""");

    assertThat(read()).extracting(recorded -> recorded.event().kind()).containsExactly("a", "b");
  }

  @Test
  void theLastTwoHundredSessionsAreKept() throws Exception {
    Files.createDirectories(folder);
    for (int i = 0; i < 205; i++) {
      Files.createFile(folder.resolve("20250101-000%03d-abcdef.jsonl".formatted(i)));
    }

    EventLog.open(folder, SESSION).close();

    assertThat(EventLogs.list(folder)).hasSize(200).first().isEqualTo(SESSION);
    assertThat(EventLogs.list(folder).getLast()).isEqualTo("20250101-000006-abcdef");
  }

  @Test
  void aSessionThatHasNoLogIsToldByName() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> EventLogs.read(folder, "absent", _ -> {}))
        .withMessageContaining("no log of a session absent")
        .withMessageContaining("--list");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> EventLogs.read(folder, "../../x", _ -> {}))
        .withMessageContaining("no name of a session");
  }

  @Test
  void withoutAFolderThereAreNoLogs() throws Exception {
    assertThat(EventLogs.list(folder)).isEmpty();
  }

  private List<RecordedEvent> read() throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    EventLogs.read(folder, SESSION, events::add);
    return events;
  }

  private static Event event(String kind, String... fields) {
    SequencedMap<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    return new Event(kind, map);
  }
}
