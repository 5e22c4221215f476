package dev.paddock.agent;

import dev.paddock.action.Decision;
import dev.paddock.action.Verdict;
import java.util.Locale;

/** What is said about a decision, in the same words to agents and people. */
final class Words {
  private static final int LONGEST = 4_000;

  private Words() {}

  static String of(Decision decision) {
    String what =
        switch (decision.verdict()) {
          case ALLOW -> "Paddock allows this: ";
          case ASK -> "Paddock asks about this: ";
          case DENY -> "Paddock denied this: ";
        };
    String remedy =
        decision.verdict() == Verdict.ALLOW || decision.remedy().isBlank()
            ? ""
            : " " + decision.remedy().strip();
    return clean(
        what
            + decision.reason().strip()
            + remedy
            + " (rule "
            + decision.rule()
            + ", "
            + decision.enforcement().name().toLowerCase(Locale.ROOT)
            + ")");
  }

  /** For agents that can't ask the person in their hook. */
  static String asked(String words) {
    return words
        + " This agent can't ask you in a hook, so it is not done: do it yourself, or permit it in the"
        + " profile.";
  }

  /** For a question that was not understood or came too late. */
  static String refused(String why) {
    return clean("Paddock denied this: " + why + ". (rule hook-input, gate)");
  }

  /** For what the agent is about to read. */
  static String warning(String words) {
    return clean(words);
  }

  /** One line, without what could command a terminal, and not endless. */
  private static String clean(String text) {
    String line =
        text.codePoints()
            .limit(LONGEST)
            .map(point -> Character.isISOControl(point) ? ' ' : point)
            .filter(point -> Character.getType(point) != Character.SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return line.strip();
  }
}
