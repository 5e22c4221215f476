package dev.paddock.approval;

import dev.paddock.action.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A question as people see it. All texts are as the agent and the gate gave them: who prints them
 * makes them printable.
 *
 * @param id given once, to one try of one action
 * @param fingerprint of the exact action, see {@link Fingerprint}
 * @param since when it was asked
 * @param waits whether the action waits; if not, an answer counts for its next try
 * @param asker the agent
 * @param tool what kind of action it is: {@code shell}, {@code write} and so on
 * @param text the whole command, or path and content
 * @param whole whether the text is all there is; if not, nobody can allow it here
 * @param cwd where it would start
 * @param verdict what was decided so far: {@code ask} or {@code deny}
 * @param effects in words, not necessarily all
 * @param mayBeAllowed whether a person can allow it
 */
public record ShownQuestion(
    String id,
    String fingerprint,
    Instant since,
    boolean waits,
    String asker,
    String tool,
    String text,
    boolean whole,
    String cwd,
    String verdict,
    String rule,
    String enforcement,
    String reason,
    String remedy,
    List<String> effects,
    List<String> evidence,
    boolean mayBeAllowed) {
  /** More than anybody reads before they say yes; it also bounds what a session's list takes. */
  static final int LONGEST_TEXT = 128 * 1024;

  private static final int LONGEST_SENTENCE = 4_000;
  private static final int LONGEST_LINE = 500;
  private static final int MOST_EFFECTS = 100;
  private static final int MOST_EVIDENCE = 20;

  /** Keeps lists that nobody changes. */
  public ShownQuestion {
    effects = List.copyOf(effects);
    evidence = List.copyOf(evidence);
  }

  static ShownQuestion of(
      Question question,
      String id,
      String fingerprint,
      Instant now,
      boolean waits,
      Function<Effect, String> words) {
    ActionText action = ActionText.of(question.action());
    var decision = question.decision();
    return new ShownQuestion(
        id,
        fingerprint,
        now,
        waits,
        cut(question.asker(), LONGEST_LINE),
        action.tool(),
        cut(action.text(), LONGEST_TEXT),
        action.text().length() <= LONGEST_TEXT,
        question.cwd().toString(),
        decision.verdict().name().toLowerCase(Locale.ROOT),
        decision.rule(),
        decision.enforcement().name().toLowerCase(Locale.ROOT),
        cut(decision.reason(), LONGEST_SENTENCE),
        cut(decision.remedy(), LONGEST_SENTENCE),
        some(decision.effects().stream().map(words).toList(), MOST_EFFECTS),
        some(decision.evidence(), MOST_EVIDENCE),
        question.mayBeAllowed());
  }

  /** Returns the same as one that waits no more, under another ID. */
  ShownQuestion denied(String newId) {
    return as(newId, false);
  }

  /** Returns the same for those that still wait, under another ID. */
  ShownQuestion again(String newId) {
    return as(newId, true);
  }

  private ShownQuestion as(String newId, boolean waiting) {
    return new ShownQuestion(
        newId,
        fingerprint,
        since,
        waiting,
        asker,
        tool,
        text,
        whole,
        cwd,
        verdict,
        rule,
        enforcement,
        reason,
        remedy,
        effects,
        evidence,
        mayBeAllowed);
  }

  private static List<String> some(List<String> all, int most) {
    List<String> some = new ArrayList<>();
    all.stream().limit(most).forEach(text -> some.add(cut(text, LONGEST_LINE)));
    if (all.size() > most) {
      some.add("… and " + (all.size() - most) + " more");
    }
    return some;
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
