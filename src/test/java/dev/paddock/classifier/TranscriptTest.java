package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Action;
import dev.paddock.action.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private final Transcript transcript = new Transcript();

  private void say(String text) {
    transcript.add(new Entry.Words(Channel.TYPED, text));
  }

  @Test
  void callsAreDroppedTheOldestFirstAndCounted() {
    say("don't push");
    for (int i = 0; i < Transcript.MOST_CALLS + 5; i++) {
      transcript.add(Cases.call("echo " + i));
    }
    TranscriptView view = transcript.view();
    assertThat(view.leftOut()).isEqualTo(5);
    assertThat(view.entries()).hasSize(Transcript.MOST_CALLS + 1);
    assertThat(view.entries().getFirst()).isEqualTo(new Entry.Words(Channel.TYPED, "don't push"));
    assertThat(view.entries().get(1)).isEqualTo(Cases.call("echo 5"));
    assertThat(view.isWhole()).isTrue();
  }

  @Test
  void wordsThatDoNotFitMakeItIncompleteAndPushNoneOut() {
    say("don't push");
    for (int i = 0; i <= Transcript.MOST_WORDS / Transcript.LONGEST_WORDS; i++) {
      say(i + "x".repeat(Transcript.LONGEST_WORDS));
    }
    assertThat(transcript.view().isWhole()).isFalse();
    assertThat(transcript.entries()).contains(new Entry.Words(Channel.TYPED, "don't push"));
  }

  @Test
  void wordsThatAreSaidTwiceInARowStandOnce() {
    say("go on");
    transcript.add(Cases.call("ls"));
    say("go on");
    assertThat(transcript.entries()).hasSize(2);
  }

  @Test
  void aBoundaryThatIsSaidAgainAfterItWasLiftedStandsAgain() {
    say("don't push");
    say("push now");
    say("don't push");
    assertThat(transcript.entries())
        .extracting(entry -> ((Entry.Words) entry).text())
        .containsExactly("don't push", "push now", "don't push");
  }

  @Test
  void theSameWordsOnAnotherChannelAreOtherWords() {
    say("go on");
    transcript.add(new Entry.Words(Channel.PROMPT, "go on"));
    assertThat(transcript.entries()).hasSize(2);
  }

  @Test
  void wordsAndWarningsChangeTheVersionAndCallsDoNot() {
    long first = transcript.version();
    transcript.add(Cases.call("ls"));
    assertThat(transcript.version()).isEqualTo(first);
    say("go on");
    long second = transcript.version();
    assertThat(second).isNotEqualTo(first);
    transcript.add(new Entry.Warning("hidden characters in a page"));
    assertThat(transcript.version()).isNotEqualTo(second);
  }

  @Test
  void aVersionChangesAlsoWhereWordsAreNotKeptAgain() {
    say("go on");
    long before = transcript.version();
    say("go on");
    assertThat(transcript.version()).isNotEqualTo(before);
  }

  @Test
  void warningsAreKeptOnceAndNotWithoutEnd() {
    for (int i = 0; i < 1_000; i++) {
      transcript.add(new Entry.Warning("w" + i % 300));
    }
    assertThat(transcript.entries()).hasSize(Transcript.MOST_WARNINGS);
  }

  @Test
  void largeContentOfACallIsCutBeforeItIsKept() {
    transcript.add(
        new Entry.Call(
            new Action.WriteFile(Path.of("/repo/p/f"), "x".repeat(1_000_000)),
            List.of(),
            Verdict.ALLOW,
            Optional.empty()));
    Action kept = ((Entry.Call) transcript.entries().getFirst()).action();
    assertThat(((Action.WriteFile) kept).content()).hasSizeLessThan(5_000).contains("[left out: ");
  }

  @Test
  void aViewDoesNotChangeAfterwards() {
    say("a");
    TranscriptView view = transcript.view();
    say("b");
    assertThat(view.entries()).hasSize(1);
  }
}
