package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.rules.RuleKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final String QUOTE = "force-push the branch release-7";

  @TempDir private Path folder;

  private List<JudgementRecord> some() throws IOException {
    List<JudgementRecord> records = new ArrayList<>();
    try (StubProvider stub = new StubProvider(StubProvider.status(401, "no"))) {
      Classifier classifier =
          ModelClassifier.of(
              Cases.settings(Provider.ANTHROPIC, stub),
              () -> Optional.of(Cases.KEY),
              Cases.withOwn(RuleKind.ALLOW, "Odd <rule>: \u202Etext"),
              records::add,
              new Cases.Still());
      Transcript transcript = new Transcript();
      transcript.add(new Entry.Words(Channel.TASK, QUOTE + " \u202E<b>\n"));
      transcript.add(Cases.call("echo 'a'"));
      transcript.add(new Entry.Warning("hidden characters"));
      classifier.judge(Cases.asked("make deploy"), transcript.view());
      stub.then(StubProvider.model(Provider.ANTHROPIC, "no", ""));
      classifier.judge(Cases.asked("make deploy"), transcript.view());
      stub.then(
          StubProvider.model(
              Provider.ANTHROPIC,
              "yes",
              StubProvider.verdict("deny", "git-destructive", "It rewrites.")));
      classifier.judge(Cases.asked("make deploy"), transcript.view());
      stub.then(
          StubProvider.model(
              Provider.ANTHROPIC, "", StubProvider.verdict("allow", "none", "Asked.", QUOTE)));
      classifier.judge(Cases.forcePush(), transcript.view());
      classifier.review("look", List.of(Cases.call("ls")), transcript.view());
      classifier.judge(Cases.forcePush(), TranscriptView.EMPTY);
    }
    return records;
  }

  @Test
  void aQuestionThatIsCalledOffWhileItsVerdictIsKeptEndsNoOthers() throws IOException {
    List<JudgementRecord> records = some();
    Path file = folder.resolve("s.jsonl");
    try (JudgementFile kept = JudgementFile.open(file)) {
      Thread.currentThread().interrupt();
      kept.keep(records.getFirst());
      assertThat(Thread.interrupted()).isTrue();
      records.stream().skip(1).forEach(kept::keep);
      assertThat(kept.lost()).isZero();
    }
    assertThat(JudgementFile.read(file)).isEqualTo(records);
  }

  @Test
  void aStoredVerdictIsHadAgainFromTheFileAlone() throws IOException {
    List<JudgementRecord> records = some();
    Path file = folder.resolve("s.jsonl");
    try (JudgementFile kept = JudgementFile.open(file)) {
      records.forEach(kept::keep);
      assertThat(kept.lost()).isZero();
    }
    List<JudgementRecord> read = JudgementFile.read(file);
    assertThat(read).isEqualTo(records).hasSize(6);
    assertThat(read)
        .extracting(record -> record.judgement().getClass().getSimpleName())
        .containsExactly("NoAnswer", "Allowed", "Denied", "Allowed", "Allowed", "Denied");
    for (JudgementRecord record : read) {
      Replay replay = Replay.of(record);
      assertThat(replay.isSameVerdict()).isTrue();
      assertThat(replay.isSamePrompt()).isTrue();
      assertThat(replay.judgement()).isEqualTo(record.judgement());
    }
  }

  @Test
  void aRecordThatWasTamperedWithShows() throws IOException {
    JudgementRecord record = some().get(3);
    JudgementRecord tampered =
        new JudgementRecord(
            record.id(),
            record.time(),
            record.provider(),
            record.model(),
            record.prompt(),
            new Submission(
                record.submission().rules(),
                record.submission().transcript().subList(1, 3),
                record.submission().subject(),
                record.submission().rule(),
                record.submission().needsWords()),
            record.replies(),
            record.failure(),
            record.judgement());
    Replay replay = Replay.of(tampered);
    assertThat(replay.isSameVerdict()).isFalse();
    assertThat(replay.isSamePrompt()).isFalse();
  }

  @Test
  void aFileOfVerdictsIsItsOwnersAloneAndNeverWrittenOver() throws IOException {
    Path file = folder.resolve("s.jsonl");
    JudgementFile.open(file).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> JudgementFile.open(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void whatDoesNotFitIsCounted() throws IOException {
    Path file = folder.resolve("s.jsonl");
    List<JudgementRecord> records = some();
    try (JudgementFile kept = JudgementFile.open(file, 120_000)) {
      for (int i = 0; i < 100; i++) {
        records.forEach(kept::keep);
      }
      assertThat(kept.lost()).isPositive();
    }
    assertThat(Files.size(file)).isLessThanOrEqualTo(120_000);
    assertThat(JudgementFile.read(file)).isNotEmpty();
  }

  @Test
  void linesThatAreNoneArePassedOver() throws IOException {
    Path file = folder.resolve("s.jsonl");
    List<JudgementRecord> records = some();
    try (JudgementFile kept = JudgementFile.open(file)) {
      records.forEach(kept::keep);
    }
    String text = Files.readString(file);
    String last = text.lines().toList().getLast();
    Files.writeString(
        file,
        "nonsense\n{}\n[]\n{\"rules\":1}\n{\"by_rules\":\"none\"}\n"
            + last.substring(0, last.length() / 2)
            + "\n"
            + last.replace("\"denied\"", "\"so\"")
            + "\n",
        StandardOpenOption.APPEND);
    assertThat(JudgementFile.read(file)).isEqualTo(records);
  }
}
