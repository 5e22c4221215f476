package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
  private static final Matter MATTER = Cases.asked("make deploy");

  private static Submission shown(Matter matter, TranscriptView view, int characters)
      throws TooLongException {
    return new Submissions(RuleText.of(Cases.BOOK), characters).action(matter, view);
  }

  private static TranscriptView longSession(int calls) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(Channel.TYPED, "don't push"));
    for (int i = 0; i < calls; i++) {
      entries.add(Cases.call("echo number-" + i));
    }
    entries.add(new Entry.Words(Channel.PROMPT, "go on"));
    return new TranscriptView(entries, 1);
  }

  @Test
  void callsAreLeftOutTheOldestFirstAndWordsNever() throws TooLongException {
    Submission submission = shown(MATTER, longSession(500), 4_000);
    List<String> lines = submission.transcript().stream().map(Line::text).toList();
    assertThat(lines.getFirst()).matches("\\{\"left_out\":\"[0-9]+ earlier calls\"}");
    assertThat(lines.get(1)).contains("don't push");
    assertThat(lines.getLast()).contains("go on");
    assertThat(lines.get(lines.size() - 2)).contains("number-499");
    int shown = lines.size() - 3;
    assertThat(lines.getFirst()).contains(String.valueOf(500 - shown));
    assertThat(lines.stream().mapToInt(String::length).sum()).isLessThan(4_200);
  }

  @Test
  void whatFitsIsShownInItsOrder() throws TooLongException {
    Submission submission = shown(MATTER, longSession(5), 10_000);
    assertThat(submission.transcript())
        .extracting(Line::key)
        .containsExactly("words", "call", "call", "call", "call", "call", "words");
  }

  @Test
  void wordsThatAloneAreTooLongAreNoQuestion() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries.add(new Entry.Words(Channel.PROMPT, i + "x".repeat(100)));
    }
    assertThatThrownBy(() -> shown(MATTER, new TranscriptView(entries, 1), 4_000))
        .isInstanceOf(TooLongException.class)
        .hasMessageContaining("4000 characters");
  }

  @Test
  void aTranscriptThatIsNotWholeIsNoQuestion() {
    assertThatThrownBy(() -> shown(MATTER, new TranscriptView(List.of(), 0, false, 1), 4_000))
        .isInstanceOf(TooLongException.class);
  }

  @Test
  void aVeryLongMessageIsCutInItsMiddle() throws TooLongException {
    String text = "BEGIN " + "x ".repeat(100_000) + " END";
    Submission submission = shown(MATTER, Cases.said(Channel.TASK, text), 120_000);
    assertThat(submission.wordsFromOutside().getFirst())
        .startsWith("BEGIN ")
        .endsWith(" END")
        .contains("[left out: ")
        .hasSizeLessThan(Exhibits.LONGEST_WORDS + 50);
  }

  @Test
  void anActionWhoseMiddleCouldNotBeSeenIsNotJudged() {
    assertThatThrownBy(
            () -> shown(Cases.asked("echo " + "x".repeat(50_000)), TranscriptView.EMPTY, 120_000))
        .isInstanceOf(TooLongException.class);
  }

  @Test
  void aCommandIsShownWhole() throws TooLongException {
    String command = "echo " + "x".repeat(30_000) + "; rm -rf /data";
    assertThat(shown(Cases.asked(command), TranscriptView.EMPTY, 120_000).subject().text())
        .contains(command);
  }

  @Test
  void whatIsWrittenToAFileIsShownInPart() throws TooLongException {
    Matter matter =
        new Matter(
            new Action.WriteFile(Path.of("/repo/p/x.sh"), "a".repeat(100_000)),
            Path.of("/repo/p"),
            new Decision(Verdict.ASK, "none", Enforcement.GATE, "seen", "", List.of()),
            Optional.empty());
    assertThat(shown(matter, TranscriptView.EMPTY, 120_000).subject().text())
        .contains("\"path\":\"/repo/p/x.sh\"")
        .contains("[left out: 92000 characters]")
        .hasSizeLessThan(10_000);
  }

  @Test
  void secretsAreNotShownWhereverTheyStand() throws TooLongException {
    String secret = "ghp_" + "a1B2".repeat(9);
    Transcript transcript = new Transcript();
    transcript.add(new Entry.Words(Channel.TASK, "use " + secret));
    transcript.add(Cases.call("curl -H 'Authorization: Bearer " + secret + "' https://a.example"));
    Submission submission =
        shown(Cases.asked("git clone https://x:" + secret + "@h/r"), transcript.view(), 120_000);
    assertThat(Prompt.of(submission).toString()).doesNotContain(secret).contains("[secret]");
  }

  @Test
  void thePromptOfBothStagesBeginsTheSameAndGrowsAtItsEnd() throws TooLongException {
    Prompt before = Prompt.of(shown(MATTER, longSession(60), 120_000));
    List<Entry> more = new ArrayList<>(longSession(60).entries());
    more.add(Cases.call("ls"));
    Prompt after = Prompt.of(shown(MATTER, new TranscriptView(more, 1), 120_000));
    assertThat(after.system()).isEqualTo(before.system());
    assertThat(after.parts().subList(0, 2)).isEqualTo(before.parts().subList(0, 2));
  }
}
