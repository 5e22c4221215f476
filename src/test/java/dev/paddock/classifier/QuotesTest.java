package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Verdict;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTest {
  private static final String WORDS = "Please force-push the branch release-7 to origin, I mean it";
  private static final String QUOTE = "force-push the branch release-7";

  private static Submission submission(TranscriptView view) throws TooLongException {
    return new Submissions(RuleText.of(Cases.BOOK), ModelSettings.CHARACTERS)
        .action(Cases.forcePush(), view);
  }

  private static List<String> found(Channel channel, String words, String quote)
      throws TooLongException {
    return Quotes.found(submission(Cases.said(channel, words)), List.of(quote));
  }

  @ParameterizedTest
  @EnumSource(names = {"TASK", "TYPED"})
  void wordsFromOutsideAreFound(Channel channel) throws TooLongException {
    assertThat(found(channel, WORDS, QUOTE)).containsExactly(QUOTE);
  }

  @ParameterizedTest
  @EnumSource(names = {"PASTED", "PROMPT", "INSTRUCTIONS"})
  void wordsThatSomethingInsideCouldHaveForgedAreNot(Channel channel) throws TooLongException {
    assertThat(found(channel, WORDS, QUOTE)).isEmpty();
  }

  @Test
  void thatAPersonAnsweredAboutOneActionClearsNoOther() throws TooLongException {
    String answered = "The user answered a question of Paddock's: force-push the branch release-7.";
    assertThat(found(Channel.ANSWER, answered, QUOTE)).isEmpty();
  }

  @Test
  void onlyBlanksMayDiffer() throws TooLongException {
    assertThat(found(Channel.TASK, "force-push  the\nbranch\trelease-7", QUOTE)).hasSize(1);
    assertThat(found(Channel.TASK, "force-push this branch release-7", QUOTE)).isEmpty();
    assertThat(found(Channel.TASK, WORDS.toUpperCase(Locale.ROOT), QUOTE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "it", "I mean it", "the branch", "force-push", "origin, I"})
  void aQuoteThatIsTooShortToNameAnActionIsNone(String quote) throws TooLongException {
    assertThat(found(Channel.TASK, WORDS, quote)).isEmpty();
  }

  @Test
  void aSentenceAboutSomethingElseClearsNothing() throws TooLongException {
    String other = "Fix the failing test of the parser and explain it";
    assertThat(found(Channel.TASK, other, other)).isEmpty();
  }

  @Test
  void wordsOfSeveralMessagesAreNotJoined() throws TooLongException {
    TranscriptView view = Cases.said(Channel.TYPED, "force-push the", "branch release-7");
    assertThat(Quotes.found(submission(view), List.of(QUOTE))).isEmpty();
  }

  @Test
  void whatPaddockPutIntoTheWordsIsNoQuote() throws TooLongException {
    String secret = "ghp_" + "a1B2".repeat(10);
    String words = "push it with " + secret + " to origin release-7";
    assertThat(found(Channel.TASK, words, "push it with [secret] to origin")).isEmpty();
    assertThat(found(Channel.TASK, words, "[secret] to origin release-7")).isEmpty();
    String longWords = "push x ".repeat(10_000);
    assertThat(submission(Cases.said(Channel.TASK, longWords)).wordsFromOutside().getFirst())
        .contains("[left out: ");
    assertThat(found(Channel.TASK, longWords, "left out: 46000 characters push")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Don't force-push the branch release-7",
        "Whatever happens, never force-push the branch release-7!",
        "You must not under any circumstances force-push the branch release-7",
        "Don\u2019t force-push the branch release-7",
        "Do it without a force-push the branch release-7",
        "Bitte nicht force-push the branch release-7",
        "Don't commit, force-push the branch release-7 or tag it",
        "You must not do any of this: force-push the branch release-7, drop the database",
        "Never, under any circumstances, force-push the branch release-7",
        "Don't ever:\n- tag anything\n- force-push the branch release-7",
        "To force-push the branch release-7 is forbidden",
        "You may do all. force-push the branch release-7 must not happen though"
      })
  void aQuoteIsNotTornOutOfItsOpposite(String words) throws TooLongException {
    assertThat(found(Channel.TASK, words, QUOTE)).isEmpty();
    assertThat(found(Channel.TASK, words, words)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Don't worry, force-push the branch release-7",
        "I did not mean main. Now force-push the branch release-7",
        "Don't touch main but force-push the branch release-7",
        "Don't force-push the branch release-7 yet. Later: force-push the branch release-7",
        "force-push the branch release-7 and do not touch main",
        "No worries: force-push the branch release-7",
        "Do it without asking, force-push the branch release-7"
      })
  void aNegationOfSomethingElseDoesNotCount(String words) throws TooLongException {
    assertThat(found(Channel.TASK, words, QUOTE)).hasSize(1);
  }

  @Test
  void thatAQuestionWasAnsweredClearsNothingElse() throws TooLongException {
    Matter run = Cases.matter("npm run deploy", Verdict.DENY, "git-destructive");
    Transcript transcript = new Transcript();
    transcript.add(Entry.Words.ofAnswer("that action may run in this session."));
    Submission submission =
        new Submissions(RuleText.of(Cases.BOOK), ModelSettings.CHARACTERS)
            .action(run, transcript.view());
    assertThat(Quotes.found(submission, List.of("that action may run in this session."))).isEmpty();
    assertThat(submission.canBeCleared()).isFalse();
    assertThat(transcript.hasOutsideWords()).isFalse();
  }

  @Test
  void scriptsWithoutBlanksCount() throws TooLongException {
    String words = "请强制推送分支release-7到origin";
    assertThat(found(Channel.TASK, words, "强制推送分支release-7到origin")).hasSize(1);
    assertThat(found(Channel.TASK, words, "强制推送")).isEmpty();
  }
}
