package dev.paddock.cli;

import dev.paddock.approval.Answer;
import dev.paddock.approval.AnswerException;
import dev.paddock.approval.QuestionClient;
import dev.paddock.approval.ShownQuestion;
import dev.paddock.permissions.ExactRule;
import dev.paddock.profile.EntryException;
import dev.paddock.profile.OwnersProfile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Gives the owner's answers to the session that asks, and writes a rule where they say always.
 *
 * @param profile the owner's profile.toml
 * @param home the owner's home directory
 */
record OwnersAnswers(Path profile, Path home) {
  /** What the owner says. */
  enum Choice {
    ONCE,
    SESSION,
    ALWAYS,
    DENY
  }

  /** A question, and whom to tell the answer. */
  record Asked(String session, QuestionClient client, ShownQuestion question) {}

  /**
   * Answers.
   *
   * @return what came of it, for people
   * @throws IOException if it does not count, or no rule can be written; then nothing is allowed
   */
  String give(Asked asked, Choice choice) throws IOException {
    return switch (choice) {
      case ONCE -> answered(asked, Answer.ALLOW_ONCE, once(asked.question()));
      case SESSION -> answered(asked, Answer.ALLOW_SESSION, "Allowed until the session ends.");
      case DENY -> answered(asked, Answer.DENY, "Denied until the session ends.");
      case ALWAYS -> always(asked);
    };
  }

  private static String once(ShownQuestion question) {
    return question.waits() ? "Allowed, this time." : "Allowed for its next try, once.";
  }

  private String always(Asked asked) throws IOException {
    ShownQuestion question = asked.question();
    if (!question.mayBeAllowed() || !question.whole()) {
      return answered(asked, Answer.ALLOW_SESSION, ""); // the session says why not
    }
    String rule = rule(question);
    String written;
    try {
      written =
          (new OwnersProfile(profile, home).allow(rule) ? "Written to " : "It stands already in ")
              + profile
              + ": "
              + rule;
    } catch (EntryException e) {
      throw new IOException("No rule was written: " + e.getMessage(), e);
    }
    try {
      return answered(
          asked,
          Answer.ALLOW_SESSION,
          "Allowed. " + written + ". It holds in every project from the next session on.");
    } catch (IOException e) {
      throw new IOException(e.getMessage() + " " + written + " all the same.", e);
    }
  }

  private String rule(ShownQuestion question) throws IOException {
    if (!question.tool().equals("shell")) {
      throw new IOException(
          "Rules are written for commands only. Allow it once, or for the session.");
    }
    return ExactRule.of(question.text())
        .orElseThrow(
            () ->
                new IOException(
                    "No rule means exactly this: only one program with plain words has one. Allow it"
                        + " once, or for the session; or write a pattern of your own to [permissions]"
                        + " allow in "
                        + profile));
  }

  private static String answered(Asked asked, Answer answer, String told) throws IOException {
    try {
      asked.client().answer(asked.question(), answer);
      return told;
    } catch (AnswerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
