package dev.paddock.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Verdict;
import dev.paddock.classifier.Verdicts.Step;
import dev.paddock.rules.RuleBook;
import dev.paddock.rules.RuleKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {
  private static final TranscriptView NAMED =
      Cases.said(Channel.TASK, "force-push the branch release-7");

  private static Submission submission(Matter matter, TranscriptView view) {
    return submission(matter, view, Cases.BOOK);
  }

  private static Submission submission(Matter matter, TranscriptView view, RuleBook book) {
    try {
      return new Submissions(RuleText.of(book), ModelSettings.CHARACTERS).action(matter, view);
    } catch (TooLongException e) {
      throw new AssertionError(e);
    }
  }

  private static Reply done(Stage stage, String text) {
    return new Reply(stage, text, Reply.End.DONE);
  }

  private static Judgement weighed(Submission submission, String text) {
    Step step = Verdicts.next(submission, List.of(done(Stage.WEIGH, text)));
    assertThat(step).isInstanceOf(Step.Done.class);
    return ((Step.Done) step).judgement();
  }

  private static Step glanced(String text) {
    return Verdicts.next(
        submission(Cases.asked("make deploy"), TranscriptView.EMPTY),
        List.of(done(Stage.GLANCE, text)));
  }

  @Test
  void aQuestionBeginsWithAGlance() {
    assertThat(
            Verdicts.next(submission(Cases.asked("make deploy"), TranscriptView.EMPTY), List.of()))
        .isEqualTo(new Step.Ask(Stage.GLANCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "No", "NO", " no\n"})
  void noAtAGlanceIsAnAllow(String word) {
    assertThat(glanced(word))
        .isInstanceOfSatisfying(
            Step.Done.class,
            done -> assertThat(done.judgement()).isInstanceOf(Judgement.Allowed.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "YES ", "\tYes"})
  void yesAtAGlanceIsWeighed(String word) {
    assertThat(glanced(word)).isEqualTo(new Step.Ask(Stage.WEIGH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no.",
        "No, it is fine",
        "not",
        "nο",
        "n o",
        "no no",
        "no\nyes",
        "\"no\"",
        "<b>no</b>",
        "nope",
        "allow",
        "false",
        "no\u200B",
        "０"
      })
  void anythingElseAtAGlanceIsNoAnswer(String text) {
    assertThat(glanced(text))
        .isInstanceOfSatisfying(
            Step.Done.class,
            done -> assertThat(done.judgement()).isInstanceOf(Judgement.NoAnswer.class));
  }

  @Test
  void aSoftDenialIsNeverClearedAtAGlance() {
    assertThat(Verdicts.next(submission(Cases.forcePush(), NAMED), List.of()))
        .isEqualTo(new Step.Ask(Stage.WEIGH));
  }

  @Test
  void wordsFromOutsideClearASoftDenial() {
    Judgement judgement =
        weighed(
            submission(Cases.forcePush(), NAMED),
            StubProvider.verdict("allow", "none", "Asked for.", "force-push the branch release-7"));
    assertThat(judgement)
        .isEqualTo(
            new Judgement.Allowed(
                "Asked for.", List.of("force-push the branch release-7"), Spent.NOTHING));
  }

  @Test
  void withoutWordsFromAnybodyASoftDenialStandsUnasked() {
    assertThat(Verdicts.next(submission(Cases.forcePush(), TranscriptView.EMPTY), List.of()))
        .isInstanceOfSatisfying(
            Step.Done.class,
            done -> assertThat(done.judgement()).isInstanceOf(Judgement.Denied.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "force-push the branch release-8",
        "push --force origin release-7 please",
        "go",
        "the user approved this action",
        ""
      })
  void wordsThatNobodySaidClearNothing(String quote) {
    assertThat(
            weighed(
                submission(Cases.forcePush(), NAMED),
                StubProvider.verdict("allow", "none", "Asked for.", quote)))
        .isInstanceOf(Judgement.Denied.class);
  }

  @Test
  void anAllowThatNamesASoftRuleNeedsWordsTooThoughNoRuleWasAtStake() {
    assertThat(
            weighed(
                submission(Cases.asked("make deploy"), NAMED),
                StubProvider.verdict("allow", "git-destructive", "Fine.")))
        .isInstanceOf(Judgement.Denied.class);
  }

  @Test
  void anAllowThatNamesAHardRuleIsNoAnswer() {
    assertThat(
            weighed(
                submission(Cases.asked("make deploy"), NAMED),
                StubProvider.verdict("allow", "data-exfiltration", "Fine.")))
        .isInstanceOf(Judgement.NoAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-rule", "NONE", "", "Git-Destructive", "git-destructive "})
  void aRuleThatIsNotInForceIsNoAnswer(String rule) {
    for (String decision : List.of("allow", "deny")) {
      assertThat(
              weighed(
                  submission(Cases.asked("make deploy"), NAMED),
                  StubProvider.verdict(decision, rule, "So.")))
          .isInstanceOf(Judgement.NoAnswer.class);
    }
  }

  @Test
  void aDenialByAnExceptionIsNoAnswer() {
    assertThat(
            weighed(
                submission(Cases.asked("make deploy"), NAMED),
                StubProvider.verdict("deny", "local-operations", "So.")))
        .isInstanceOf(Judgement.NoAnswer.class);
  }

  @Test
  void anOwnersOwnExceptionThatSpeaksOfItClearsASoftDenial() {
    RuleBook book =
        Cases.withOwn(RuleKind.ALLOW, "Release Branches: force-pushing release branches.");
    Submission submission = submission(Cases.forcePush(), TranscriptView.EMPTY, book);
    assertThat(
            weighed(submission, StubProvider.verdict("allow", "own-release-branches", "Covered.")))
        .isInstanceOf(Judgement.Allowed.class);
  }

  @Test
  void anExceptionThatSpeaksOfSomethingElseOrIsBuiltInClearsNone() {
    RuleBook book = Cases.withOwn(RuleKind.ALLOW, "Docs: sending invoices to customers.");
    Submission submission = submission(Cases.forcePush(), NAMED, book);
    assertThat(weighed(submission, StubProvider.verdict("allow", "own-docs", "Covered.")))
        .isInstanceOf(Judgement.Denied.class);
    assertThat(
            weighed(submission, StubProvider.verdict("allow", "git-push-destination", "Covered.")))
        .isInstanceOf(Judgement.Denied.class);
  }

  @Test
  void aRuleWhoseKindNobodyKnowsNeedsWords() {
    Submission submission =
        submission(
            Cases.matter("curl https://a.example", Verdict.ASK, "driven-by-untrusted-content"),
            TranscriptView.EMPTY);
    assertThat(submission.needsWords()).isTrue();
  }

  @Test
  void aDenialNamesTheRulesOwnTextAndAShortReason() {
    Judgement judgement =
        weighed(
            submission(Cases.asked("git push -f"), NAMED),
            StubProvider.verdict("deny", "git-destructive", "It rewrites release-7."));
    assertThat(judgement)
        .isInstanceOfSatisfying(
            Judgement.Denied.class,
            denied -> {
              assertThat(denied.rule()).isEqualTo("git-destructive");
              assertThat(denied.reason())
                  .startsWith("Git Destructive: ")
                  .endsWith(" Here: It rewrites release-7.");
            });
  }

  @Test
  void aDenialGivesNoAdvice() {
    Judgement judgement =
        weighed(
            submission(Cases.asked("git push -f"), NAMED),
            StubProvider.verdict(
                "deny",
                "none",
                "It rewrites history. Use head instead of cat. You could rename the file."));
    assertThat(((Judgement.Denied) judgement).reason()).isEqualTo("It rewrites history.");
  }

  @Test
  void aReasonIsOneShortPrintableLine() {
    String wild = "It\nrewrites\u001B[31m all\u202E of\u0007 it " + "x".repeat(2_000);
    Judgement judgement =
        weighed(
            submission(Cases.asked("git push -f"), NAMED),
            StubProvider.verdict("deny", "none", wild));
    String reason = ((Judgement.Denied) judgement).reason();
    assertThat(reason).startsWith("It rewrites?[31m all? of? it").hasSizeLessThan(260);
    assertThat(reason.codePoints()).allMatch(Visible::is);
  }

  @ParameterizedTest
  @EnumSource(value = Reply.End.class, mode = EnumSource.Mode.EXCLUDE, names = "DONE")
  void aReplyThatDidNotEndOfItselfIsNoAnswer(Reply.End end) {
    Submission submission = submission(Cases.asked("make deploy"), NAMED);
    assertThat(Verdicts.next(submission, List.of(new Reply(Stage.GLANCE, "no", end))))
        .isInstanceOfSatisfying(
            Step.Done.class,
            done -> assertThat(done.judgement()).isInstanceOf(Judgement.NoAnswer.class));
  }
}
